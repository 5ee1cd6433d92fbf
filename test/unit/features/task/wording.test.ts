import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CommandContext } from '../../../../src/bot/command.ts';
import { recognise } from '../../../../src/features/explain/usecase/recognise.ts';
import { taskFeature } from '../../../../src/features/task/command/task.ts';
import { readGiving } from '../../../../src/features/task/schema/giving.ts';
import { readDeferral, readTaker } from '../../../../src/features/task/schema/order.ts';
import { GIVING, wordedIn } from '../../../../src/features/task/schema/wording.ts';
import { matchTasks } from '../../../../src/features/task/usecase/match.ts';
import { isTask } from '../../../../src/features/task/usecase/meant.ts';
import { normalise } from '../../../../src/language/text.ts';

const MESSAGES = new URL('../../../fixtures/messages/', import.meta.url);
const messageSchema = z.object({ now: z.string(), sender: z.string(), text: z.string() });
const ROSTER = ['李强', '王芳', '陈静'];
const COMMANDS = taskFeature.commands ?? [];

/** Whether the committee would give a task by this line. */
function isGiven(text: string, { now = '2026-06-01T09:00:00+08:00', sender = 'x' } = {}): boolean {
  const match = GIVING.exec(normalise(text).text.trim());
  if (!match) return false;
  const worded = wordedIn(match);
  const giving = readGiving(worded.text, { today: now.slice(0, 10), roster: ROSTER });
  const context: Pick<CommandContext, 'now' | 'zone' | 'sender' | 'can'> = {
    ...{ now: new Date(now), zone: 'Asia/Shanghai', can: () => true },
    sender: { id: 1, userid: sender, name: sender, role: 'committee', unitId: null },
  };
  return isTask(context, worded, { line: match.input, giving, roster: ROSTER });
}

describe('the wordings of tasks', () => {
  it('take none of the messages that say something else', () => {
    const taken: string[] = [];
    let count = 0;
    for (const file of readdirSync(MESSAGES).filter((name) => name.endsWith('.jsonl'))) {
      for (const line of readFileSync(new URL(file, MESSAGES), 'utf8').split('\n').filter(Boolean)) {
        const message = messageSchema.parse(JSON.parse(line));
        const plain = normalise(message.text).text.trim();
        const isOrder = COMMANDS.some(({ name, pattern }) => !/give|said/.test(name) && pattern?.test(plain));
        if (isOrder || isGiven(message.text, message)) taken.push(message.text);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(4000);
    expect(taken).toEqual([]);
  });

  it('leave to the language what only tasks that are there would make an order', () => {
    expect(recognise('报告厅空调修好了', COMMANDS, { today: '2026-06-01', time: '09:00', roster: [] }).kind).toBe(
      'read',
    );
  });

  it.each([
    ['请李强周五前写通讯稿', true],
    ['请于洋6月10日前写通讯稿', true],
    ['安排 周一鸣 6月10日前 写通讯稿', true],
    ['请李强把车开来', false],
    ['请大家6月10日前报名', false],
    ['请李强6月3日前报名', false],
    ['请李强假期内注意安全', false],
    ['王芳负责', false],
  ])('%s gives a task: %s', (text, expected) => {
    expect(isGiven(text)).toBe(expected);
  });
});

describe('what is read of a task', () => {
  const today = '2026-06-01';

  it.each([
    ['李强 6月10日前 联系出租车', ['李强'], '联系出租车', '2026-06-10'],
    ['李强、王芳和陈静 月底前 写稿', ['李强', '王芳', '陈静'], '写稿', '2026-06-30'],
    ['李强同志 本周内 写稿', ['李强'], '写稿', '2026-06-07'],
    ['李强 写稿，6月10日(周三)之前完成', ['李强'], '写稿', '2026-06-10'],
    ['李强 端午节前 包粽子', ['李强'], '包粽子', '2026-06-18'],
    ['李强 写稿 没有期限', ['李强'], '写稿', null],
    ['李强 写稿', ['李强'], '写稿', undefined],
    ['我 6月10日前 写稿', [], '写稿', '2026-06-10'],
    ['阿依古丽 6月10日前 写稿', ['阿依古丽'], '写稿', '2026-06-10'],
  ])('%s', (text, names, title, dueDay) => {
    expect(readGiving(text, { today, roster: [...ROSTER, '阿依古丽'] })).toMatchObject({ names, title, dueDay });
  });

  it.each([
    ['到6月15日', '2026-06-15', ''],
    ['6月15日，因为车还没定', '2026-06-15', '车还没定'],
    ['三天', '2026-06-13', ''],
    ['两周 等批复', '2026-06-24', '等批复'],
    ['半个月', '2026-06-25', ''],
    ['三天后', '2026-06-04', ''],
    ['下周一', '2026-06-08', ''],
    ['不限', null, ''],
    ['', undefined, ''],
    ['车还没定', undefined, '车还没定'],
  ])('延期 12 %s', (text, day, reason) => {
    expect(readDeferral(text, { today, dueDay: '2026-06-10' })).toMatchObject({ day, reason });
  });

  it.each([
    ['王芳', '王芳', ''],
    ['@王芳 她离得近', '王芳', '她离得近'],
    ['王芳来办', '王芳', ''],
    ['钱多多，我要出差', '钱多多', '我要出差'],
  ])('转交 12 给%s', (text, name, reason) => {
    expect(readTaker(text, ROSTER)).toEqual({ name, reason });
  });

  it('finds the task that words mean by what stands in its title', () => {
    const tasks = ['联系出租车', '写通讯稿', '付出租车的钱'].map((title) => ({ title }));
    const titles = (words: string) => matchTasks(words, tasks).map(({ title }) => title);
    expect(titles('通讯稿')).toEqual(['写通讯稿']);
    expect(titles('出租车联系')).toEqual(['联系出租车']);
    expect(titles('出租车')).toEqual(['联系出租车', '付出租车的钱']);
    expect(titles('雨衣')).toEqual([]);
    expect(titles('车')).toEqual([]);
  });
});
