import { afterAll, beforeAll, expect, it } from 'vitest';
import { swapReminders } from '../../src/features/swap/reminders.ts';
import { startTestApp, type TestApp } from '../support/app.ts';
import { describeOnDatabases } from '../support/database.ts';

type Line = [sender: string, text: string, ...replies: RegExp[]];

/** A Wednesday. */
const NOW = '2026-05-20T09:00:00+08:00';

describeOnDatabases('换班', (database) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ databaseUrl: database.url, now: NOW });
    await talk([
      ['liqiang', '我是李强'],
      ['wangfang', '我是王芳'],
      ['chenjing', '我是陈静'],
      ['sunhao', '我是孙浩'],
      ['liqiang', '发布活动 每周五 7:30-8:30 交通劝导 中心路口2人、东门路口1人', /已发布/],
      ['wangfang', '报名 6月5日交通劝导 东门路口', /已为你报名/],
      ['chenjing', '报名 6月12日交通劝导 中心路口', /已为你报名/],
    ]);
  });
  afterAll(() => app.stop());

  async function talk(lines: Line[]): Promise<void> {
    for (const [sender, text, ...replies] of lines) {
      const said = await app.ask(sender, text);
      for (const reply of replies) expect(said, `${sender}: ${text}`).toMatch(reply);
    }
  }

  /** `王芳 06-05 东门路口`, and how many places are left in all. */
  async function standing(): Promise<string[]> {
    const rows = await database.get().db.registration.findMany({
      where: { activeKey: { not: null } },
      orderBy: [{ occurrence: { day: 'asc' } }, { id: 'asc' }],
      select: {
        person: { select: { name: true } },
        occurrence: { select: { day: true, post: { select: { name: true } } } },
      },
    });
    return rows.map(({ person, occurrence: { day, post } }) => `${person.name} ${day.slice(5)} ${post?.name}`);
  }

  const told = async (kind = 'swap') => {
    const rows = await database.get().db.outboxItem.findMany({ where: { kind }, orderBy: { id: 'asc' } });
    return rows.map(({ target, content }) => {
      const { userid } = target as { userid?: string };
      return `${userid}: ${(content as { text: string }).text}`;
    });
  };

  it('is refused in a sentence where it cannot be', async () => {
    await talk([
      ['wangfang', '换班', /换哪一班、和谁换？例如/],
      ['wangfang', '换班 6月5日 换给钱多多', /没有叫「钱多多」的人/],
      ['wangfang', '换班 6月5日 换给王芳', /不能和自己换班/],
      ['wangfang', '换班 6月12日 换给孙浩', /没有找到你在「6月12日」的班。你报了：6月5日/],
      ['wangfang', '和孙浩换班 6月5日换6月12日', /没有找到孙浩在「6月12日」的班。孙浩现在没有报名/],
      ['liqiang', '帮陈静报名 6月5日交通劝导 中心路口'],
      ['wangfang', '换班 6月5日 换给陈静', /陈静已经报了 6月5日\(周五\)7:30 交通劝导 中心路口/],
      ['liqiang', '帮陈静取消 6月5日交通劝导'],
      ['sunhao', '同意换班', /没有人在等你回换班/],
      ['sunhao', '撤回换班', /你没有在等回话的换班/],
    ]);
    expect(await told()).toEqual([]);
  });

  it('asks the other, who takes over or does not; the places stay as they were', async () => {
    const places = () => database.get().db.occurrence.aggregate({ _sum: { placesLeft: true } });
    const before = await places();
    await talk([
      ['wangfang', '换班 6月5日 换给孙浩', /已经去问孙浩，请 TA 顶：6月5日\(周五\)7:30 交通劝导 东门路口/],
      ['wangfang', '顶班 6月5日 李强', /已经在问孙浩了，还没有回话/],
      ['chenjing', '同意换班', /没有人在等你回换班/],
      ['sunhao', '不换', /这次不换，已经告诉王芳/],
      ['sunhao', '同意换班', /没有人在等你回换班/],
      ['wangfang', '顶班 6月5日 孙浩', /已经去问孙浩/],
      ['sunhao', '同意换班', /换好了：孙浩去 6月5日\(周五\)7:30 交通劝导 东门路口，王芳不用去了/],
    ]);
    expect(await standing()).toEqual(['孙浩 06-05 东门路口', '陈静 06-12 中心路口']);
    expect(await places()).toEqual(before);
    const [asked, declined, , agreed] = await told();
    expect(asked).toMatch(/^sunhao: 孙浩，王芳想请你顶班：6月5日.*同意请发：@志愿助手 同意换班/);
    expect(declined).toMatch(/^wangfang: 王芳，孙浩说这次不换。.*还是你的班/);
    expect(agreed).toMatch(/^wangfang: 王芳，孙浩同意了/);
    await talk([['sunhao', '撤销', /班换回来了/]]);
    expect(await standing()).toEqual(['王芳 06-05 东门路口', '陈静 06-12 中心路口']);
  });

  it('lets two change places, by a tap, once', async () => {
    const shown = await app.say('wangfang', '和陈静换班 6月5日换6月12日');
    expect(shown[0]?.text).toMatch(/去问陈静：6月5日.*换TA 的 6月12日\(周五\)7:30 交通劝导 中心路口/);
    const { id, messageId } = await database.get().db.swap.findFirstOrThrow({ where: { state: 'asked' } });
    expect(messageId).not.toBeNull();
    const item = await database.get().db.outboxItem.findUniqueOrThrow({ where: { key: `swap:${id}:asked` } });
    const { card } = item.content as unknown as { card: { taskId: string; buttons: { key: string }[] } };
    expect(card.buttons.map(({ key }) => key)).toEqual([`swap-agree:${id}`, `swap-decline:${id}`]);
    // Both at one moment: one is the answer, the other is told so.
    const answers = await Promise.all([app.ask('chenjing', '同意换班'), app.ask('chenjing', '同意换班')]);
    expect(answers.filter((text) => text.includes('换好了'))).toHaveLength(1);
    expect(await standing()).toEqual(['陈静 06-05 东门路口', '王芳 06-12 中心路口']);
  });

  it('is void where the place is gone, and taken back by who asked', async () => {
    await talk([
      ['wangfang', '换班 6月12日 换给孙浩', /已经去问孙浩/],
      ['wangfang', '撤回换班', /换班撤回了/],
      ['wangfang', '请孙浩替我顶班 6月12日', /已经去问孙浩/],
      ['wangfang', '取消 6月12日交通劝导', /取消/],
      ['sunhao', '同意换班', /已经取消或变动了/],
    ]);
    expect(await standing()).toEqual(['陈静 06-05 东门路口']);
    expect((await told()).filter((line) => line.includes('不换班了，你不用回'))).toHaveLength(1);
  });

  it('reminds of what nobody answered: the other a day before, who asked three hours before', async () => {
    await talk([['chenjing', '顶班 6月5日 孙浩', /已经去问孙浩/]]);
    const context = { db: database.get().db, zone: 'Asia/Shanghai', now: new Date(NOW), botName: '志愿助手' };
    const span = { from: new Date('2026-06-04T00:00:00Z'), to: new Date('2026-06-06T00:00:00Z') };
    const items = await Promise.all(swapReminders.map((kind) => kind.find(context, span)));
    const texts = items.flat().map(({ content, at }) => {
      const { text } = content({ offset: { minutes: 0 }, dueAt: at, today: '2026-06-04' }) as { text: string };
      return text;
    });
    expect(texts).toEqual([
      expect.stringMatching(/^【换班等回话】孙浩：陈静问你换不换 6月5日/),
      expect.stringMatching(/^【换班没人回】陈静：孙浩还没有回你，.*还是你的班/),
    ]);
    await app.moveTo('2026-06-04T08:00:00+08:00');
    await expect.poll(() => told('swap_waiting')).toHaveLength(1);
    await app.moveTo('2026-06-05T08:00:00+08:00');
    await talk([['sunhao', '同意换班', /没有人在等你回换班，或者那一班已经开始了/]]);
  });
});
