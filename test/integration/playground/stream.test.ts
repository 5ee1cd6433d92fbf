import { describe, expect, it } from 'vitest';
import { stream, withFakeBot } from '../../support/fake-bot.ts';

const here = withFakeBot(() => stream('收到'), { streamLimitMs: 500 });

const say = () =>
  here.playground.send('POST', '/messages', { chat: 'group-1', sender: 'zhaomin', text: '@志愿助手 生成上半年总结' });
const polls = () => here.bot.deliveries.filter(({ callback }) => callback.msgtype === 'stream');

/** Answers the message with `first` and the polls with `rest`, the last of them again and again. */
function answer(first: unknown, ...rest: unknown[]): void {
  here.bot.handler = ({ msgtype }) => (msgtype === 'stream' ? rest[Math.min(polls().length, rest.length) - 1] : first);
}

describe('an open stream', () => {
  it('is refreshed until it is finished; each text replaces the one before', async () => {
    answer(stream('正在数', false), undefined, stream('正在写', false), stream('写好了'));
    expect((await say()).body.replies).toEqual([{ kind: 'markdown', text: '写好了' }]);
    expect(polls()).toHaveLength(3);
    expect(new Set(polls().map(({ callback }) => callback.msgid)).size).toBe(3);
    expect(polls()[0]?.callback).toEqual({
      msgid: expect.any(String),
      aibotid: 'bot-1',
      chatid: 'group-1',
      chattype: 'group',
      from: { userid: 'zhaomin' },
      msgtype: 'stream',
      stream: { id: 's1' },
    });
  });

  it('shows an empty last text as an empty answer', async () => {
    answer(stream('正在写', false), stream(''));
    expect((await say()).body.replies).toEqual([{ kind: 'markdown', text: '' }]);
  });

  const withCard = (content: string, finish: boolean, taskId: string) => ({
    msgtype: 'stream_with_template_card',
    stream: { id: 's1', finish, content },
    template_card: {
      card_type: 'button_interaction',
      main_title: { title: '是这样吗？' },
      task_id: taskId,
      button_list: [{ text: '是', key: 'yes' }],
    },
  });

  it('brings its card with the last refresh', async () => {
    answer(stream('正在写', false), stream('还在写', false), withCard('写好了', true, 't1'));
    expect((await say()).body.replies).toMatchObject([
      { kind: 'markdown', text: '写好了' },
      { kind: 'card', title: '是这样吗？', taskId: 't1', buttons: [{ text: '是', key: 'yes' }] },
    ]);
  });

  it.each([
    ['the first reply', withCard('正在写', false, 't1'), []],
    ['a refresh', stream('正在写', false), [withCard('还在写', false, 't1')]],
  ])('takes no second card after %s brought one', async (_, first, refreshes) => {
    answer(first, ...refreshes, withCard('写好了', true, 't2'));
    const { body } = await say();
    expect(body.replies.filter(({ kind }: { kind: string }) => kind === 'card')).toHaveLength(1);
    expect(body.problems).toEqual([expect.stringContaining('只能带一张卡片')]);
  });

  it.each([
    ['its id changes', stream('x', true, 's2'), 'stream.id'],
    ['a refresh is too long', stream('汉'.repeat(7000)), '20480'],
    ['a refresh is no stream', { msgtype: 'text', text: { content: 'x' } }, 'msgtype'],
  ])('ends where %s', async (_, refresh, reason) => {
    answer(stream('正在写', false), refresh);
    const { body } = await say();
    expect(body.replies).toEqual([{ kind: 'markdown', text: '正在写' }]);
    expect(body.problems).toEqual([expect.stringContaining(reason)]);
  });

  it('is given up after its time', async () => {
    answer(stream('正在写', false), stream('还在写', false));
    const { body } = await say();
    expect(body.replies).toEqual([{ kind: 'markdown', text: '还在写' }]);
    expect(body.problems).toEqual([expect.stringContaining('没有结束')]);
  });

  it('is given up six minutes after the message by the clock that people move', async () => {
    await here.restart();
    answer(stream('正在写', false), stream('还在写', false));
    const said = say();
    await expect.poll(() => polls().length).toBeGreaterThan(1);
    await here.playground.clock.moveTo(new Date('2026-06-01T09:05:59+08:00'));
    const before = polls().length;
    await expect.poll(() => polls().length).toBeGreaterThan(before);
    await here.playground.clock.moveTo(new Date('2026-06-01T09:06:00+08:00'));
    expect((await said).body.problems).toEqual([expect.stringContaining('没有结束')]);
  });

  it('survives a poll that fails', async () => {
    here.bot.handler = ({ msgtype }, { raw }) => {
      if (msgtype !== 'stream') return stream('正在写', false);
      return polls().length === 1 ? raw(503, '') : stream('写好了');
    };
    expect((await say()).body.replies).toEqual([{ kind: 'markdown', text: '写好了' }]);
  });
});

describe('a late answer', () => {
  const late = async (url: string, body: unknown) =>
    (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).json() as Promise<{ errcode: number }>;
  const markdown = (content: string) => ({ msgtype: 'markdown', markdown: { content } });
  const lastUrl = () => String(here.bot.deliveries.at(-1)?.callback.response_url);

  it('comes once by response_url, quoting the message', async () => {
    here.bot.handler = async ({ response_url }) => {
      expect(await late(String(response_url), markdown('**晚到**'))).toEqual({ errcode: 0, errmsg: 'ok' });
    };
    expect((await say()).body.replies).toEqual([{ kind: 'markdown', text: '**晚到**' }]);
    expect(await late(lastUrl(), markdown('再来'))).toMatchObject({ errcode: 40_001 });
  });

  it('is refused after an hour', async () => {
    await say();
    await here.playground.clock.moveTo(new Date('2026-06-01T10:00:01+08:00'));
    expect(await late(lastUrl(), markdown('晚了'))).toMatchObject({ errcode: 40_001 });
  });

  it('is Markdown or a card', async () => {
    await say();
    expect(await late(lastUrl(), { msgtype: 'text', text: { content: 'x' } })).toMatchObject({ errcode: 40_058 });
    await here.playground.send('PUT', '/faults', { responseErrcode: -1 });
    await say();
    expect(await late(lastUrl(), markdown('x'))).toMatchObject({ errcode: -1 });
  });
});
