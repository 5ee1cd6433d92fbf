import { describe, expect, it } from 'vitest';
import { personFeature } from '../../../../src/features/person/command.ts';
import { checkName, describePerson, displayName } from '../../../../src/features/person/usecase.ts';

const introduce = personFeature({ promoteWaiting: async () => [] }).commands?.find(({ name }) => name === 'name');

describe('我是…', () => {
  it.each([
    ['我是张三', '张三'],
    ['我叫张三', '张三'],
    ['我是 张三。', '张三'],
    ['我的名字是张三', '张三'],
    ['我是张', '张'],
    ['我是Anna Li', 'Anna Li'],
    ['我是阿依古丽·买买提', '阿依古丽·买买提'],
    ['我是张三123', '张三123'],
  ])('%s', (text, name) => {
    expect(introduce?.pattern?.exec(text)?.groups?.name).toBe(name);
  });

  it.each([
    '我是来报名的',
    '我是谁',
    '我是志愿者',
    '我是新来的',
    '我是不是报上了',
    '我是要参加护考',
    '我',
    '我是',
    '张三',
  ])('is not %s', (text) => {
    expect(introduce?.pattern?.exec(text)).toBeNull();
  });
});

describe('checkName', () => {
  it.each(['张三', '欧阳小小', 'Anna Li', "O'Neil", '阿依古丽·买买提'])('takes %s', (name) => {
    expect(checkName(` ${name} `)).toBe(name);
  });

  it.each([
    ['张', /太短/],
    ['', /太短/],
    ['张'.repeat(30), /太长/],
    ['张三1', /汉字或字母/],
    ['<@all>', /汉字或字母/],
    ['张三**', /汉字或字母/],
    ['😀😀', /汉字或字母/],
  ])('refuses %s', (name, sentence) => {
    expect(() => checkName(name)).toThrow(sentence);
  });
});

it('shows a name, else the userid, and tells namesakes apart', () => {
  expect(displayName({ name: '王芳', userid: 'wangfang' })).toBe('王芳');
  expect(displayName({ name: null, userid: 'wangfang' })).toBe('wangfang');
  const person = { id: 1, userid: 'wangfang', name: '王芳', role: 'member' as const, unit: null };
  expect(describePerson({ ...person, unit: '城区站' })).toBe('王芳（城区站）');
  expect(describePerson(person)).toBe('王芳（企业微信 wangfang）');
  expect(describePerson({ ...person, userid: null })).toBe('王芳（别人代报的）');
});
