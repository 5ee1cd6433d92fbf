import { beforeEach, describe, expect, it } from 'vitest';
import { reminderFeature } from '../../../src/features/reminder/command/reminder.ts';
import { noteReminder } from '../../../src/features/reminder/usecase/note.ts';
import { type Conversation, startConversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { engineOf, kindOf, type Thing } from '../../support/reminders.ts';

const THINGS: Thing[] = [];
const KINDS = [
  kindOf(THINGS, { name: 'task_due', label: '任务到期', canOptOut: true }),
  kindOf([], { name: 'task_overdue', label: '任务逾期' }),
  noteReminder,
];

describeOnDatabases('提醒设置 and notes', (database) => {
  let talk: Conversation;

  beforeEach(async () => {
    const { db } = database.get();
    await db.outboxItem.deleteMany();
    await db.reminderRule.deleteMany();
    await db.reminderOptOut.deleteMany();
    await db.note.deleteMany();
    await db.message.deleteMany();
    THINGS.length = 0;
    const { commands = [] } = reminderFeature({ botName: '志愿助手', kinds: KINDS, reachesPeople: true });
    talk = startConversation({
      database: database.get(),
      commands,
      now: '2025-06-02T10:00:00+08:00',
      adminUserids: ['admin'],
    });
  });
  const text = async (sender: string, line: string) => (await talk.say(sender, line)).text;

  describe('提醒设置', () => {
    it('shows each kind and when it is sent', async () => {
      const lines = (await text('admin', '提醒设置')).split('\n');
      expect(lines[1]).toBe('1. 任务到期：提前1天20:00');
      expect(lines.at(-2)).toContain('晚上9点到早上8点不打扰');
    });

    it('sets other moments, turns off and back, and takes it back', async () => {
      expect(await text('admin', '提醒设置 任务到期 提前3天9:00、提前2小时')).toContain('提前3天9:00、提前2小时');
      expect(await text('admin', '提醒设置 任务到期提醒 关')).toContain('以后不发了');
      expect(await text('admin', '提醒设置')).toContain('任务到期：不发');
      expect(await text('admin', '撤销')).toContain('提前3天9:00、提前2小时');
      expect(await text('admin', '提醒设置 任务到期 默认')).toContain('提前1天20:00');
    });

    it.each([
      ['提醒设置 任务到期 早一点', '没看懂「早一点」是什么时候'],
      ['提醒设置 任务 关', '请写明是哪一种：任务到期、任务逾期'],
      ['提醒设置 生日 关', '没有找到「生日」这种提醒'],
      ['提醒设置 任务到期 提前1小时、提前2小时、提前3小时、提前4小时、提前5小时、提前6小时', '最多发5次'],
    ])('answers %s', async (line, answer) => {
      expect(await text('admin', line)).toContain(answer);
    });

    it('is for the committee', async () => {
      expect(await text('wangfang', '提醒设置 任务到期 关')).not.toContain('以后不发了');
    });

    it('asks back where it would send very many', async () => {
      for (let n = 0; n < 301; n += 1) THINGS.push({ id: `t${n}`, at: '2025-06-05T19:00:00+08:00' });
      const asked = await talk.say('admin', '提醒设置 任务到期 提前1天9:00');
      expect(asked.text).toContain('往后一周要发 301 条');
      expect(await text('admin', '不用了')).toContain('没有改');
      await talk.say('admin', '提醒设置 任务到期 提前1天9:00');
      expect(await text('admin', '是')).toContain('提前1天9:00');
    });
  });

  describe('关闭提醒', () => {
    it.each(['关闭提醒 任务到期', '不要任务到期提醒', '别再给我发任务到期的提醒了'])('%s', async (line) => {
      expect(await text('wangfang', line)).toContain('「任务到期」提醒不再发给你');
      expect(await database.get().db.reminderOptOut.count()).toBe(1);
      expect(await text('wangfang', '撤销')).toContain('照常发给你');
      expect(await database.get().db.reminderOptOut.count()).toBe(0);
    });

    it('can be taken back by a line', async () => {
      await talk.say('wangfang', '关闭提醒 任务到期');
      expect(await text('wangfang', '恢复提醒 任务到期')).toContain('照常发给你');
    });

    it('says which can be turned off', async () => {
      expect(await text('wangfang', '关闭提醒')).toContain('能关的有：任务到期');
      expect(await text('wangfang', '关闭提醒 任务逾期')).toContain('没有找到');
    });
  });

  describe('a note', () => {
    it('is read back with day and time, and can be taken back', async () => {
      expect(await text('wangfang', '提醒我 明天9点 交材料')).toMatch(/^记下了，6月3日\(周二\)09:00提醒你：交材料\n/);
      expect(await text('wangfang', '撤销')).toContain('不会再发：交材料');
    });

    it('goes out once at its time', async () => {
      await talk.say('wangfang', '提醒我 明天9点 交材料');
      await talk.say('admin', '提醒大家6月3日晚上7点半带身份证');
      const engine = engineOf(database.get(), KINDS, { now: () => new Date('2025-06-03T10:00:00+08:00') });
      await engine.refresh();
      await engine.refresh();
      const rows = await database.get().db.outboxItem.findMany({ orderBy: { dueAt: 'asc' } });
      expect(rows).toMatchObject([
        { target: { kind: 'person', userid: 'wangfang', chatId: 'group-1' }, content: { text: '【提醒】交材料' } },
        { target: { kind: 'chat', chatId: 'group-1' }, content: { text: '【提醒】带身份证' } },
      ]);
      expect(rows[1]?.dueAt.toISOString()).toBe('2025-06-03T11:30:00.000Z');
    });

    it('is listed and dropped by number, by its owner only', async () => {
      await talk.say('wangfang', '提醒我 明天9点 交材料');
      const [, id = ''] = /提醒(\d+) /.exec(await text('wangfang', '我的提醒')) ?? [];
      expect(await text('lina', `取消提醒 ${id}`)).toContain('没有找到');
      expect(await text('wangfang', `取消提醒 ${id}`)).toContain('取消了：交材料');
      expect(await text('wangfang', '我的提醒')).toContain('没有定过提醒');
      expect(await text('wangfang', '撤销')).toContain('照旧');
      expect(await text('wangfang', '我的提醒')).toContain('交材料');
    });

    it('escapes what was typed', async () => {
      await talk.say('wangfang', '提醒大家 明天9点 **看** [这里](http://x.example)');
      const note = await database.get().db.note.findFirstOrThrow();
      expect(note.text).not.toMatch(/(?<!\\)\*\*|(?<!\\)\[/);
    });

    it.each([
      ['提醒我 明天 交材料', '请写上几点提醒'],
      ['提醒我 明天9点', '请写上提醒什么事'],
      ['提醒我 6月1日9点 交材料', '2026年6月1日'],
      ['提醒我 今天9点 交材料', '已经过了'],
      ['提醒支委 明天9点 开会', '要支委或书记来定'],
      ['提醒我 6月31日9点 交材料', '没有这一天'],
    ])('answers %s', async (line, answer) => {
      expect(await text('wangfang', line)).toContain(answer);
    });

    it('asks back before it would be sent to very many', async () => {
      const { db } = database.get();
      const createdAt = new Date(0);
      await db.person.createMany({ data: Array.from({ length: 120 }, (_, n) => ({ userid: `v${n}`, createdAt })) });
      const asked = await talk.say('admin', '提醒全体志愿者 6月4日19:00 到支部开会');
      expect(asked.text).toMatch(/一共 1\d\d 人/);
      expect(await text('admin', '不用了')).toContain('没有定');
      expect(await db.note.count()).toBe(0);
      await talk.say('admin', '提醒全体志愿者 6月4日19:00 到支部开会');
      expect(await text('admin', '是')).toContain('提醒全体志愿者：到支部开会');
    });
  });
});
