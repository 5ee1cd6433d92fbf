import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../../../src/bot/command.ts';
import { findTopic, helpPattern, nearTopics } from '../../../../src/features/help/usecase/find.ts';
import { nearestTopic } from '../../../../src/features/help/usecase/nearest.ts';
import { topicsAmong } from '../../../../src/features/help/usecase/words.ts';
import { createFeatures } from '../../../../src/features/index.ts';
import { SERVICES } from '../../../support/services.ts';
import { parseLines } from '../../language/cases.ts';

/** Topics that other features may bring. */
const CHECKIN: Command = {
  name: 'checkin',
  right: 'everyone',
  help: { title: '签到', line: '到了现场签到', examples: ['签到', '签到 护考', '帮王芳签到'] },
  run: async () => ({ reply: { text: '' } }),
};
const COMMANDS = createFeatures(SERVICES, []).flatMap(({ commands = [] }) => commands);
const TOPICS = topicsAmong([...COMMANDS, CHECKIN]);

describe('nearestTopic', () => {
  it.each([
    ['报一个名单', '名单和名额'],
    ['例会请教', '会议请假'],
    ['例会请教 出差', '会议请假'],
    ['请教 周一例会', '会议请假'],
    ['报名单', '名单和名额'],
    ['名单报', '名单和名额'],
    ['取消名', '取消报名'],
    ['捐赠单', '登记捐赠'],
    ['请假会例', '会议请假'],
    ['報一個名單', '名单和名额'],
    ['怎么抱名', '报名'],
    ['设置脚色', '设置角色'],
    ['发布动活', '发布活动'],
    ['发步活动 6月4日 8:00 护考', '发布活动'],
    ['补路服务', '补录服务'],
    ['提醒纪录', '提醒记录'],
    ['撒销', '撤销'],
    ['签倒', '会议签到'],
  ])('%s → %s', (text, title) => {
    expect(nearestTopic(text, TOPICS)?.help.title).toBe(title);
  });

  it.each(['', ' ', '6月4日', '王芳', '打麻将', 'abc', '？', '报'.repeat(8000), '今天天气真好啊'])(
    '%s → nothing',
    (text) => {
      expect(nearestTopic(text, TOPICS)).toBeUndefined();
    },
  );

  const set = new URL('../../../../../shared/messages/dev.jsonl', import.meta.url);
  const own = new URL('../../language/cases/talk.jsonl', import.meta.url);
  it.each([own, ...(existsSync(set) ? [set] : [])].map((url) => [url.pathname.split('/').at(-1), url] as const))(
    'takes at most 1 of 100 lines of talk in %s for a slip',
    (_, url) => {
      const talk = parseLines(readFileSync(url, 'utf8')).filter(({ expect: wanted }) => wanted.intent === 'none');
      const taken = talk.filter(({ text }) => nearestTopic(text, TOPICS)).map(({ text }) => text);
      expect(taken.length, taken.join('\n')).toBeLessThanOrEqual(talk.length / 100);
    },
  );
});

describe('findTopic', () => {
  it.each([
    ['报名', '报名'],
    ['怎么报名', '报名'],
    ['抱名', '报名'],
    ['如何请假', '会议请假'],
    ['请假怎么弄', '会议请假'],
    ['签到怎么弄', '签到'],
    ['取消', '取消报名'],
    ['我的报名', '名单和名额'],
    ['名额', '名单和名额'],
    ['捐款', '登记捐赠'],
    ['活动', '发布活动'],
    ['会议', '定会议'],
    ['例会', '会议安排'],
    ['总结怎么写', '起草总结'],
    ['出处', '数据出处'],
    ['来源', '数据出处'],
    ['補錄', '补录服务'],
  ])('%s → %s', (text, title) => {
    expect(findTopic(text, TOPICS)?.help.title).toBe(title);
  });

  it.each(['xyz', '打麻将', ''])('%s → nothing', (text) => {
    expect(findTopic(text, TOPICS)).toBeUndefined();
  });

  it('names what is near', () => {
    const titles = nearTopics('服务报表', TOPICS).map(({ help }) => help.title);
    expect(titles).toContain('补录服务');
    expect(nearTopics('xyz', TOPICS)).toEqual([]);
  });
});

describe('helpPattern', () => {
  const pattern = helpPattern(TOPICS);

  it.each([
    ['帮助', undefined],
    ['帮助。', undefined],
    ['HELP', undefined],
    ['???', undefined],
    ['你是谁', undefined],
    ['帮助 怎么报名', '怎么报名'],
    ['帮助:报名', '报名'],
    ['帮助报名', '报名'],
    ['帮助 xyz', 'xyz'],
    ['怎么请假', '请假'],
    ['请问怎么请假呢?', '请假'],
    ['签到怎么弄', '签到'],
    ['不会补录怎么办', '补录'],
    ['总结怎么写', '总结'],
  ])('%s asks for help on %s', (text, wanted) => {
    const groups = pattern.exec(text)?.groups;
    expect(groups).toBeDefined();
    expect(groups?.topic ?? groups?.how ?? groups?.what).toBe(wanted);
  });

  it.each([
    '报名 6月4日护考',
    '帮助别人快乐自己',
    '帮助老人过马路',
    '怎么用洗衣机',
    '怎么走',
    '菜单拿来看看',
    '活动怎么样',
  ])('%s asks for none', (text) => {
    expect(pattern.test(text)).toBe(false);
  });

  it('is quick on a long line', () => {
    const started = performance.now();
    pattern.test(`怎么${'报名'.repeat(4000)}`);
    pattern.test(`帮助${' '.repeat(8000)}`);
    expect(performance.now() - started).toBeLessThan(200);
  });
});
