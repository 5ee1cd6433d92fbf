import { describe, expect, it } from 'vitest';
import { stream, withFakeBot } from '../../support/fake-bot.ts';

const here = withFakeBot();

const say = (text: string, values: object = {}) =>
  here.playground.send('POST', '/messages', { chat: 'group-1', sender: 'wangfang', text, ...values });

interface ServerEvent {
  id?: string;
  event: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests compare whatever JSON came
  data: any;
}

/** Reads the events until one satisfies `isLast`. */
async function listen(isLast: (event: ServerEvent) => boolean, lastEventId?: string): Promise<ServerEvent[]> {
  const hangUp = new AbortController();
  const response = await fetch(`${here.playground.origin}/playground/events`, {
    signal: hangUp.signal,
    ...(lastEventId && { headers: { 'last-event-id': lastEventId } }),
  });
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  const events: ServerEvent[] = [];
  let rest = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (rest + chunk).split('\n\n');
    rest = blocks.pop() ?? '';
    events.push(...blocks.flatMap(readEvent));
    if (events.some(isLast)) break;
  }
  hangUp.abort();
  return events;
}

function readEvent(block: string): ServerEvent[] {
  const fields = new Map(block.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]));
  const data = fields.get('data');
  if (data === undefined) return [];
  const id = fields.get('id');
  return [{ event: fields.get('event') ?? 'message', data: JSON.parse(data), ...(id !== undefined && { id }) }];
}

const textIs = (text: string) => (event: ServerEvent) => event.data.body?.text === text;
const messages = (events: ServerEvent[]) => events.filter(({ event }) => event === 'message');

describe('the events', () => {
  it('tell the past first, of every chat, then what comes', async () => {
    await say('大家好');
    await say('帮助', { chat: null });
    const listening = listen(textIs('最后一句'));
    await say('最后一句', { chat: 'group-2', sender: 'liqiang' });
    expect(messages(await listening).map(({ data }) => data)).toMatchObject([
      {
        chat: 'group-1',
        author: { kind: 'person', userid: 'wangfang', name: '王芳' },
        body: { kind: 'text', text: '大家好' },
        isDelivered: false,
        at: '2026-06-01T09:00:00+08:00',
      },
      { chat: null, person: 'wangfang', body: { text: '帮助' }, isDelivered: true },
      { chat: null, person: 'wangfang', author: { kind: 'bot', name: '志愿助手' }, body: { text: '收到' } },
      { chat: 'group-2', author: { name: '李强' }, body: { text: '最后一句' } },
    ]);
  });

  it('go on where a browser lost them', async () => {
    await say('第一句');
    const before = messages(await listen(textIs('第一句')));
    await say('第二句');
    const after = messages(await listen(textIs('第二句'), before.at(-1)?.id));
    expect(after.map(({ data }) => data.body.text)).toEqual(['第二句']);
    const foreign = messages(await listen(textIs('第二句'), 'other:99'));
    expect(foreign.map(({ data }) => data.body.text)).toEqual(['第一句', '第二句']);
  });

  it('tell of a stream that grows under one id', async () => {
    here.bot.handler = ({ msgtype }) => (msgtype === 'stream' ? stream('写好了') : stream('正在写', false));
    const listening = listen(textIs('写好了'));
    await say('总结', { chat: null });
    const grown = messages(await listening).filter(({ data }) => data.author.kind === 'bot');
    expect(grown.map(({ data }) => data.body)).toEqual([
      { kind: 'markdown', text: '正在写', isTyping: true },
      { kind: 'markdown', text: '写好了' },
    ]);
    expect(new Set(grown.map(({ data }) => data.id)).size).toBe(1);
  });

  it('tell of a card changed for one person', async () => {
    const card = (title: string) => ({
      card_type: 'button_interaction',
      main_title: { title },
      button_list: [{ text: '报名', key: 'k' }],
      task_id: 'T1',
    });
    here.bot.handler = () => ({ msgtype: 'template_card', template_card: card('护考') });
    await say('@志愿助手 发布');
    const change = { response_type: 'update_template_card', userids: ['liqiang'], template_card: card('已报名') };
    here.bot.handler = () => change;
    await here.playground.send('POST', '/clicks', { chat: 'group-1', sender: 'liqiang', taskId: 'T1', key: 'k' });
    const shown = messages(await listen(({ data }) => data.personal !== undefined)).at(-1)?.data;
    expect(shown.body.title).toBe('护考');
    expect(shown.personal).toMatchObject({ liqiang: { title: '已报名' } });
  });

  it('tell of the clock moved', async () => {
    const listening = listen(({ event }) => event === 'clock');
    await expect
      .poll(async () => (await here.playground.send('PUT', '/clock', { now: '2026-06-07T20:00:00+08:00' })).body)
      .toEqual({ now: '2026-06-07T20:00:00+08:00' });
    expect((await listening).at(-1)?.data).toEqual({ now: '2026-06-07T20:00:00+08:00' });
  });
});

describe('the clock', () => {
  it('shows the bot’s time at +08:00', async () => {
    expect((await here.playground.send('GET', '/clock')).body).toEqual({ now: '2026-06-01T09:00:00+08:00' });
    const { body } = await here.playground.send('PUT', '/clock', { now: '2026-06-01T11:59Z' });
    expect(body).toEqual({ now: '2026-06-01T19:59:00+08:00' });
  });

  it.each([{}, { now: '明天' }, { now: '2026-06-01T19:59:00' }, { now: '1026-06-01T19:59:00Z' }, { now: 5 }])(
    'refuses %o',
    async (body) => {
      const answer = await here.playground.send('PUT', '/clock', body);
      expect(answer).toEqual({ status: 400, body: { error: expect.stringMatching(/^now：.*。$/) } });
    },
  );
});

describe('the page', () => {
  it('is served with its parts and lets nothing else in', async () => {
    const response = await fetch(`${here.playground.origin}/playground`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await response.text();
    const parts = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);
    expect(parts).toContain('/playground/page/page.js');
    for (const part of [...parts, '/playground/modules/htm-preact.js']) {
      expect((await fetch(`${here.playground.origin}${part}`)).status).toBe(200);
    }
    expect((await fetch(`${here.playground.origin}/playground/page/..%2Fapp.ts`)).status).toBe(404);
    expect((await fetch(`${here.playground.origin}/playground/files/none/a.txt`)).status).toBe(404);
  });
});
