import { beforeEach, expect, it } from 'vitest';
import { summaryFeature } from '../../../src/features/summary/command/summary.ts';
import { insertDraft } from '../../../src/features/summary/store/draft.ts';
import { makeDraft } from '../../../src/features/summary/usecase/draft.ts';
import { type Conversation, startConversation } from '../../support/conversation.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { seedHalfYear, TODAY } from './seed.ts';
import { silentServices } from './services.ts';

const NOW = new Date(`${TODAY}T02:00:00Z`);
const HALF_YEAR = { from: '2025-01-01', to: '2025-06-30' };

describeOnDatabases('a draft worked on in the group', (database) => {
  let talk: Conversation;
  const say = async (line: string) => (await talk.say('zhaomin', line)).text;
  let isSeeded = false;

  beforeEach(async () => {
    const { db } = database.get();
    if (!isSeeded) await seedHalfYear(db);
    isSeeded = true;
    await db.draft.deleteMany();
    await db.message.deleteMany();
    await db.question.deleteMany();
    await db.person.updateMany({ where: { userid: 'zhaomin' }, data: { role: 'secretary', name: '赵敏' } });
    if ((await db.person.count({ where: { userid: 'zhaomin' } })) === 0) {
      await db.person.create({ data: { userid: 'zhaomin', name: '赵敏', role: 'secretary', createdAt: NOW } });
    }
    talk = startConversation({
      database: database.get(),
      commands: summaryFeature(silentServices()).commands ?? [],
      now: NOW.toISOString(),
    });
  });

  async function drafted(): Promise<void> {
    const draft = await makeDraft(HALF_YEAR, { database: database.get(), now: NOW, today: TODAY });
    const made = { draft, chatId: 'group-1', userid: 'zhaomin', messageId: 1, createdAt: NOW };
    await database.get().transaction((db) => insertDraft(db, made));
  }

  it('says how to begin where there is none', async () => {
    for (const line of ['看草稿', '版本', '定稿', '核对', '定稿后变化'])
      expect(await say(line)).toContain('还没有起草过总结');
    expect(await say('回到第1版')).toContain('还没有起草过总结');
  });

  it('changes it version by version, shows what changed, goes back, and takes a change back', async () => {
    await drafted();
    expect(await say('看草稿')).toContain('（1）');
    expect(await say('加一句：感谢各单位的支持，共有999人参加。')).toContain('加上：感谢各单位的支持，共有999人参加。');
    expect(await say('看草稿')).toContain('【人工，没有记录对应：999人】');
    expect(await say('核对')).toContain('人工填写、没有记录对应的数：999人（赵敏）');
    expect(await say('标题改为上半年志愿服务总结')).toContain('→ 上半年志愿服务总结');
    expect(await say('换成季度简报')).toContain('这是第4版');
    expect(await say('看草稿')).toContain('感谢各单位的支持');
    expect(await say('版本')).toMatch(/一共4版：\n1\. .*起草\n2\. .*加一句/);
    expect(await say('和第1版比')).toContain('加上：感谢各单位的支持');
    expect(await say('回到第1版')).toContain('这是第5版');
    expect(await say('看草稿')).not.toContain('999人');
    expect(await say('撤销')).toBe('已撤销，草稿回到改之前的一版。');
    expect(await say('看草稿')).toContain('999人');
    expect(await say('删掉第99段')).toContain('没有第99段');
  });

  it('freezes text and figures, and lists what was corrected since', async () => {
    await drafted();
    expect(await say('定稿')).toContain('已定稿');
    expect(await say('删掉第1段')).toContain('已经定稿');
    expect(await say('定稿后变化')).toContain('没有变化');
    const { db } = database.get();
    const gift = { kind: 'money', day: '2025-06-20', item: '善款', amountFen: 100_000n, createdAt: NOW } as const;
    const { id } = await db.donation.create({ data: gift });
    expect(await say('定稿后变化')).toMatch(/1个数和文中不同：\n- 捐款：文中/);
    await db.donation.delete({ where: { id } });
    expect(await say('取消定稿')).toContain('可以接着改了');
    expect(await say('删掉第1段')).toContain('这是第2版');
  });

  it('puts the same figures of a year before beside its own, each open to its rows', async () => {
    await drafted();
    expect(await say('对比去年')).toContain('与上年同期对照：');
    const [kept] = await database.get().db.draft.findMany({ orderBy: { id: 'desc' }, take: 1 });
    expect(JSON.stringify(kept?.content)).toContain('上年同期·');
  });

  it('checks figure by figure, a page at a time', async () => {
    await drafted();
    expect(await say('核对')).toMatch(/逐项核对，共\d+项/);
    expect(await say('核对 第2页')).toMatch(/第2 \/ \d+页/);
  });
});
