import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Content } from '../../../src/bot/outbox.ts';
import type { Card } from '../../../src/bot/reply.ts';
import type { NewFile } from '../../../src/bot/services.ts';
import { createAppApi } from '../../../src/wecom/app/api.ts';
import { createAppChannel } from '../../../src/wecom/app/channel.ts';
import { createAppClient } from '../../../src/wecom/app/client.ts';
import type { Channel } from '../../../src/wecom/channel.ts';
import { type AppApiServer, startAppApi } from '../../support/app-api.ts';

const CARD: Card = {
  taskId: 'T-1',
  title: '标'.repeat(40),
  description: '述'.repeat(50),
  text: '文'.repeat(170),
  facts: [{ label: '地点', value: '第一小学' }],
  buttons: [{ text: '报名', key: 'register:1', isPrimary: true }],
};

let server: AppApiServer;
let now: Date;
let file: NewFile | undefined;
let channel: Channel;

beforeEach(async () => {
  server = await startAppApi();
  now = new Date('2026-06-01T08:00:00Z');
  file = { name: '名单.xlsx', mime: 'application/vnd.ms-excel', bytes: Buffer.from('rows and rows') };
  channel = channelWith({ canClick: true });
});

afterEach(() => server.stop());

function channelWith({ canClick }: { canClick: boolean }): Channel {
  const client = createAppClient({
    ...{ apiBase: server.address, corpId: 'ww1', secret: 'S', now: () => now, timeoutMs: 200 },
  });
  return createAppChannel({
    api: createAppApi(client, 1000002),
    canClick,
    readFile: async () => file,
    spell: async (userids) => userids.map((userid) => (userid === 'wangfang' ? 'WangFang' : userid)),
    now: () => now,
  });
}

const people = (...userids: string[]) => ({ kind: 'people', userids }) as const;
const sent = () => server.calls.filter(({ path }) => path === 'message/send').map(({ json }) => json);

async function send(content: Content, userids = ['wangfang']): Promise<string[]> {
  const missed: string[] = [];
  for (const piece of await channel.pieces(people(...userids), content)) {
    missed.push(...((await piece.send()).missed ?? []));
  }
  return missed;
}

/** What is said for the first time. */
const ONCE = { enable_duplicate_check: 1, duplicate_check_interval: 1 };

it('sends text to a person, by the userid as WeCom spells it', async () => {
  await send({ kind: 'text', text: '明天八点集合', mentions: ['wangfang'] });
  expect(sent()).toEqual([
    { touser: 'WangFang', agentid: 1000002, msgtype: 'text', text: { content: '明天八点集合' }, ...ONCE },
  ]);
});

it.each(['text', 'markdown'] as const)(
  'lesson 16: long %s goes as several messages, parted at safe boundaries',
  async (kind) => {
    const text = `${'第一行说明\n'.repeat(200)}😀${'长'.repeat(1500)}`;
    await send({ kind, text });
    const contents = sent().map((json) => (json[kind] as { content: string }).content);
    expect(contents.length).toBeGreaterThan(3);
    for (const content of contents) {
      expect(Buffer.byteLength(content)).toBeLessThanOrEqual(2048);
      expect(content).not.toContain('\ufffd');
    }
    expect(contents.join('').replaceAll('\n', '')).toBe(text.replaceAll('\n', ''));
    expect(sent().every((json) => json.msgtype === kind && !('msg_type' in json))).toBe(true);
  },
);

it('sends a card after its text, within the limits of an app', async () => {
  await send({ kind: 'markdown', text: '**护考**', card: CARD });
  expect(sent()).toHaveLength(2);
  const card = sent()[1]?.template_card as Record<string, Record<string, string>>;
  expect(card).toMatchObject({
    card_type: 'button_interaction',
    task_id: 'T-1',
    button_list: [{ text: '报名', key: 'register:1', style: 1 }],
  });
  expect([card.main_title?.title?.length, card.main_title?.desc?.length]).toEqual([36, 44]);
  expect(String(card.sub_title_text).length).toBe(160);
});

it('sends a card to tick', async () => {
  const vote = {
    questionKey: 'q',
    isMultiple: true,
    options: [{ id: 'a', text: '6月4日（周四）上午八点到十二点半在校门口' }],
    submit: { text: '提交', key: 'poll:1' },
  };
  await send({ kind: 'text', text: '', card: { ...CARD, buttons: [], vote } });
  const card = sent()[0]?.template_card as { checkbox: { option_list: { text: string }[] } };
  expect(card).toMatchObject({ card_type: 'vote_interaction', main_title: { title: `${'标'.repeat(15)}…` } });
  expect(card.checkbox.option_list[0]?.text.length).toBe(17);
});

it('says a card in words where no click would reach us', async () => {
  channel = channelWith({ canClick: false });
  await send({ kind: 'markdown', text: '护考', card: CARD });
  expect(sent()).toHaveLength(1);
  expect(JSON.stringify(sent())).toContain('地点：第一小学');
});

it('gives each batch of receivers a card of its own number', async () => {
  const userids = Array.from({ length: 2001 }, (_, i) => `u${i}`);
  await send({ kind: 'text', text: '', card: CARD }, userids);
  expect(sent().map((json) => String(json.touser).split('|').length)).toEqual([1000, 1000, 1]);
  expect(sent().map((json) => (json.template_card as { task_id: string }).task_id)).toEqual(['T-1', 'T-1-1', 'T-1-2']);
});

it('declares what each member may be sent', async () => {
  const [piece] = await channel.pieces(people('wangfang', 'liqiang'), { kind: 'text', text: '好' });
  expect(piece?.allowances).toEqual([
    { name: 'app:wangfang', perMinute: 30, perHour: 1000 },
    { name: 'app:liqiang', perMinute: 30, perHour: 1000 },
  ]);
});

it('reports who was not reached, in lower case', async () => {
  server.on('message/send', () => ({ errcode: 0, errmsg: 'ok', invaliduser: 'LiQiang|x', unlicenseduser: 'y' }));
  expect(await send({ kind: 'text', text: '好' }, ['wangfang', 'liqiang', 'x', 'y'])).toEqual(['liqiang', 'x', 'y']);
  server.on('message/send', () => ({ errcode: 81013, errmsg: 'user & party & tag all invalid' }));
  expect(await send({ kind: 'text', text: '好' }, ['WangFang', 'liqiang'])).toEqual(['wangfang', 'liqiang']);
});

it('uploads a file once for all who get it', async () => {
  server.on('media/upload', () => ({ errcode: 0, media_id: 'M1', type: 'file' }));
  await send(
    { kind: 'file', fileId: 'f' },
    Array.from({ length: 1500 }, (_, i) => `u${i}`),
  );
  const uploads = server.calls.filter(({ path }) => path === 'media/upload');
  expect(uploads.map(({ query }) => query.type)).toEqual(['file']);
  expect(uploads[0]?.body.toString()).toContain('name="media"; filename="名单.xlsx"');
  expect(sent().map(({ msgtype, file: sentFile }) => [msgtype, sentFile])).toEqual([
    ['file', { media_id: 'M1' }],
    ['file', { media_id: 'M1' }],
  ]);
});

it.each([
  ['image/png', 'image'],
  ['image/heic', 'file'],
])('sends a picture of %s as %s', async (mime, type) => {
  server.on('media/upload', () => ({ errcode: 0, media_id: 'M1' }));
  file = { name: '照片', mime, bytes: Buffer.from('picture') };
  await send({ kind: 'image', fileId: 'f' });
  expect(sent()[0]).toMatchObject({ msgtype: type, [type]: { media_id: 'M1' } });
});

it('sends news, at most eight articles a message, titles cut by bytes', async () => {
  const article = {
    title: '题'.repeat(60),
    description: '述'.repeat(200),
    url: 'https://e.org',
    pictureUrl: 'https://e.org/p',
  };
  await send({ kind: 'news', articles: Array.from({ length: 9 }, () => article) });
  const news = sent().map((json) => (json.news as { articles: Record<string, string>[] }).articles);
  expect(news.map(({ length }) => length)).toEqual([8, 1]);
  expect(Buffer.byteLength(news[0]?.[0]?.title ?? '')).toBeLessThanOrEqual(128);
  expect(Buffer.byteLength(news[0]?.[0]?.description ?? '')).toBeLessThanOrEqual(512);
  expect(news[0]?.[0]?.picurl).toBe('https://e.org/p');
});

it('objects to what it cannot say', async () => {
  const text = { kind: 'text', text: '好' } as const;
  expect(await channel.objection(people('a'), text)).toBeUndefined();
  expect(await channel.objection({ kind: 'chat', chatId: 'g' }, text)).toMatch(/只能发给个人/);
  expect(await channel.objection(people(), text)).toMatch(/没有可以发的人/);
  expect(await channel.objection(people('a'), { kind: 'text', text: ' \n' })).toMatch(/是空的/);
  const ofFile = { kind: 'file', fileId: 'f' } as const;
  expect(await channel.objection(people('a'), ofFile)).toBeUndefined();
  file = { name: '大.zip', mime: '', bytes: new Uint8Array(20 * 1024 * 1024 + 1) };
  expect(await channel.objection(people('a'), ofFile)).toMatch(/超过 20 MB/);
  file = undefined;
  expect(await channel.objection(people('a'), ofFile)).toMatch(/已经不在了/);
});

describe('a repeat after an unclear outcome is not shown twice', () => {
  const hang = () => server.on('message/send', () => undefined);
  const answerAgain = () => server.on('message/send', () => ({ errcode: 0, errmsg: 'ok' }));

  it('has WeCom look for the same as long ago as it may have been said', async () => {
    hang();
    await expect(send({ kind: 'text', text: '好' })).rejects.toMatchObject({ code: 'wecom_unclear' });
    answerAgain();
    now = new Date(now.getTime() + 90_000);
    await send({ kind: 'text', text: '好' });
    await send({ kind: 'text', text: '好' });
    expect(sent().map((json) => [json.enable_duplicate_check, json.duplicate_check_interval])).toEqual([
      [1, 1],
      [1, 150],
      [1, 1],
    ]);
  });

  it('repeats a file by the number it was uploaded under', async () => {
    let serial = 0;
    server.on('media/upload', () => ({ errcode: 0, media_id: `M${++serial}` }));
    hang();
    await expect(send({ kind: 'file', fileId: 'f' })).rejects.toMatchObject({ code: 'wecom_unclear' });
    answerAgain();
    await send({ kind: 'file', fileId: 'f' });
    expect(sent().map((json) => json.file)).toEqual([{ media_id: 'M1' }, { media_id: 'M1' }]);
  });

  it('takes the number of a card being used for its having been said', async () => {
    const content = { kind: 'text', text: '', card: CARD } as const;
    const used = () => server.on('message/send', () => ({ errcode: 42014, errmsg: 'task id' }));
    used();
    await expect(send(content)).rejects.toMatchObject({ code: 'wecom_refused' });
    hang();
    await expect(send(content)).rejects.toMatchObject({ code: 'wecom_unclear' });
    used();
    await send(content);
  });
});

describe('advice', () => {
  it('names the IP to enter and where', async () => {
    const errmsg = 'not allow to access from your ip, hint: [1], from ip: 203.0.113.7, more info at https://open…';
    server.on('message/send', () => ({ errcode: 60020, errmsg }));
    await expect(send({ kind: 'text', text: '好' })).rejects.toMatchObject({ cause: { errcode: 60020 } });
    expect(channel.advise(60020, people('a'))).toMatch(/企业可信IP.*203\.0\.113\.7/);
  });

  it.each([
    ...[40001, 40003, 40004, 40007, 40008, 40013, 40029, 40056, 40058, 40063, 42014, 44001, 44004, 45002, 45007],
    ...[48002, 50001, 60011, 60020, 60111, 81013, 82001, 86001, 86008],
  ])('knows what to do about %i', (errcode) => {
    expect(channel.advise(errcode, people('a'))).toMatch(/[：，]/);
  });

  it.each([-1, 6000, 45009, 45033, 99999])('leaves %i to pass by itself', (errcode) => {
    expect(channel.advise(errcode, people('a'))).toBeUndefined();
  });
});
