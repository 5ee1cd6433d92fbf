import { describe, expect, it } from 'vitest';
import type { Sender } from '../../../../src/bot/permission.ts';
import { partyOf } from '../../../../src/features/registration/usecase/party.ts';
import type { Fields } from '../../../../src/language/reading.ts';

const WANG: Sender = { id: 1, userid: 'wangfang', name: '王芳', role: 'member', unitId: null };

function party(fields: Fields) {
  const { isSelf, names, companions } = partyOf({ intent: 'register', confidence: 1, spans: [], ...fields }, WANG);
  return { isSelf, names, companions };
}

describe('partyOf', () => {
  it.each<[string, Fields, ReturnType<typeof party>]>([
    ['报名', {}, { isSelf: true, names: [], companions: 0 }],
    ['+2', { count: 2 }, { isSelf: true, names: [], companions: 1 }],
    ['带2个家属', { self: true, companions: 2 }, { isSelf: true, names: [], companions: 2 }],
    ['带2个家属共3人', { companions: 2, count: 3 }, { isSelf: true, names: [], companions: 2 }],
    ['我和陈静', { self: true, people: ['陈静'] }, { isSelf: true, names: ['陈静'], companions: 0 }],
    ['我和陈静 2人', { self: true, people: ['陈静'], count: 2 }, { isSelf: true, names: ['陈静'], companions: 0 }],
    [
      '陈静和我，还有我爸妈，4人',
      { self: true, people: ['陈静'], count: 4 },
      { isSelf: true, names: ['陈静'], companions: 2 },
    ],
    ['帮陈静', { self: false, people: ['陈静'] }, { isSelf: false, names: ['陈静'], companions: 0 }],
    ['陈静', { people: ['陈静', '陈静'] }, { isSelf: false, names: ['陈静'], companions: 0 }],
    ['王芳（自己的名字）', { people: ['王芳'] }, { isSelf: true, names: [], companions: 0 }],
    [
      '陈静、李强两位',
      { self: false, people: ['陈静', '李强'], count: 2 },
      { isSelf: false, names: ['陈静', '李强'], companions: 0 },
    ],
    ['带20人', { companions: 20 }, { isSelf: true, names: [], companions: 20 }],
  ])('%s', (_, fields, expected) => {
    expect(party(fields)).toEqual(expected);
  });

  it.each<[string, Fields, RegExp]>([
    ['300 companions', { companions: 300 }, /最多带 20 人.*300/],
    ['21 companions', { count: 22 }, /最多带 20 人.*21/],
    ['nobody named', { self: false, count: 3 }, /写上姓名/],
    ['no people at all', { count: 0 }, /1 以上/],
    ['a name of one character', { self: false, people: ['王'] }, /太短/],
    ['a name of thirty', { self: false, people: ['王'.repeat(30)] }, /太长/],
    ['a name with digits', { self: false, people: ['王芳2'] }, /汉字或字母/],
    ['31 names', { self: false, people: namesOf(31) }, /最多报 30 个人/],
  ])('refuses %s in one sentence', (_, fields, sentence) => {
    expect(() => party(fields)).toThrow(sentence);
  });
});

function namesOf(count: number): string[] {
  const digits = '甲乙丙丁戊己庚辛壬癸';
  return Array.from({ length: count }, (_, i) => `王${digits[Math.floor(i / 10)]}${digits[i % 10]}`);
}
