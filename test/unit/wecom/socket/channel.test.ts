import { beforeEach, describe, expect, it } from 'vitest';
import type { Content } from '../../../../src/bot/outbox.ts';
import { AppError } from '../../../../src/errors.ts';
import { createSocketChannel } from '../../../../src/wecom/aibot/socket/channel.ts';
import { type ConnectionState, createStatus } from '../../../../src/wecom/aibot/socket/status.ts';
import type { Destination, Piece } from '../../../../src/wecom/channel.ts';

const group: Destination = { kind: 'chat', chatId: 'wrGROUP-Aa_0' };
const people: Destination = { kind: 'people', userids: ['wangfang', 'zhangsan', 'liqiang'] };
const hello: Content = { kind: 'markdown', text: '**明天**开会' };
const buttons = [{ text: '报名', key: 'register:1' }];

let sent: [string, Record<string, unknown>][];
let refusals: Map<string, number>;
const status = createStatus(
  () => new Date(0),
  () => undefined,
);

beforeEach(() => {
  sent = [];
  refusals = new Map();
  status.set('connected', '');
});

const channel = createSocketChannel({
  status,
  link: {
    async request(cmd, body) {
      const frame: Record<string, unknown> = { ...body };
      sent.push([cmd, frame]);
      const errcode = refusals.get(String(frame.chatid)) ?? refusals.get(cmd);
      if (errcode !== undefined) throw new AppError('wecom_refused', '拒绝', { cause: { errcode, errmsg: '' } });
      if (cmd === 'aibot_upload_media_init') return { upload_id: 'UP' };
      return cmd === 'aibot_upload_media_finish' ? { type: 'file', media_id: 'MEDIA', created_at: '1' } : undefined;
    },
  },
  isKnownChat: async (chatId) => chatId === 'wrGROUP-Aa_0',
  acquainted: async (userids) =>
    new Map(userids.flatMap((userid) => (userid === 'zhangsan' ? [] : [[userid, userid.replace('w', 'W')] as const]))),
  namesOf: async () => ['王芳', '李强'],
  readFile: async (id) => (id === 'gone' ? undefined : files.get(id)),
});
const files = new Map([
  ['word', { name: '总结.docx', mime: 'application/x', bytes: new Uint8Array(1_200_000).fill(7) }],
  ['png', { name: '图.png', mime: 'image/png', bytes: new Uint8Array(600).fill(7) }],
  ['gif', { name: '图.gif', mime: 'image/gif', bytes: new Uint8Array(600).fill(7) }],
  ['empty', { name: '空.txt', mime: 'text/plain', bytes: new Uint8Array(5) }],
]);

async function say(destination: Destination, content: Content): Promise<Piece[]> {
  const pieces = await channel.pieces(destination, content);
  for (const piece of pieces) await piece.send();
  return pieces;
}

describe('a group', () => {
  it('is named as WeCom named it, with nothing before it (lesson 11)', async () => {
    const [piece] = await say(group, hello);
    expect(sent).toEqual([
      [
        'aibot_send_msg',
        { chatid: 'wrGROUP-Aa_0', chat_type: 2, msgtype: 'markdown', markdown: { content: '**明天**开会' } },
      ],
    ]);
    expect(piece?.allowances).toEqual([{ name: 'aibot:wrGROUP-Aa_0', perMinute: 30, perHour: 1000 }]);
  });

  it('gets a long text in pieces of 20480 bytes, and the card after them', async () => {
    const text = '好'.repeat(7000);
    await say(group, { kind: 'markdown', text, card: { taskId: 't1', title: '护考', buttons } });
    expect(sent.map(([, { msgtype }]) => msgtype)).toEqual(['markdown', 'markdown', 'template_card']);
    const texts = sent.slice(0, 2).map(([, { markdown }]) => (markdown as { content: string }).content);
    expect(texts.join('')).toBe(text);
    for (const one of texts) expect(Buffer.byteLength(one)).toBeLessThanOrEqual(20_480);
  });

  it('gets only the card where the text repeats its title, and the text of a card nobody can tap', async () => {
    await say(group, { kind: 'markdown', text: '护考', card: { taskId: 't1', title: '护考', buttons } });
    await say(group, { kind: 'markdown', text: '看一下', card: { taskId: 't2', title: '护考', buttons: [] } });
    expect(sent.map(([, { msgtype, markdown }]) => [msgtype, markdown])).toEqual([
      ['template_card', undefined],
      ['markdown', { content: '看一下\n\n**护考**' }],
    ]);
  });

  it('reads by name who is meant, unless the text says it', async () => {
    await say(group, { kind: 'text', text: '王芳，有名额了', mentions: ['wangfang', 'liqiang'] });
    expect(sent[0]?.[1].markdown).toEqual({ content: '李强：\n王芳，有名额了' });
  });

  it('gets links for news', async () => {
    await say(group, { kind: 'news', articles: [{ title: '通知', description: '说明', url: 'https://a.example' }] });
    expect(sent[0]?.[1].markdown).toEqual({ content: '[通知](https://a.example)\n说明' });
  });

  it('takes a card whose number is spent for shown (lesson 17)', async () => {
    refusals.set('wrGROUP-Aa_0', 42014);
    await say(group, { kind: 'markdown', text: '护考', card: { taskId: 't1', title: '护考', buttons } });
    await expect(say(group, hello)).rejects.toMatchObject({ code: 'wecom_refused' });
  });
});

describe('people', () => {
  it('are spelled as WeCom spells them, and who never spoke to the bot is missed', async () => {
    const pieces = await channel.pieces(people, hello);
    expect(await pieces[0]?.send()).toEqual({ missed: ['zhangsan'] });
    expect(await pieces[1]?.send()).toEqual({});
    expect(sent.map(([, { chatid, chat_type }]) => [chatid, chat_type])).toEqual([
      ['Wangfang', 1],
      ['liqiang', 1],
    ]);
    expect(pieces.map(({ allowances }) => allowances[0]?.name)).toEqual(['aibot:Wangfang', 'aibot:liqiang']);
  });

  it('are missed one by one', async () => {
    refusals.set('liqiang', 93006);
    const pieces = await channel.pieces(people, hello);
    expect(await pieces[0]?.send()).toEqual({ missed: ['zhangsan'] });
    expect(await pieces[1]?.send()).toEqual({ missed: ['liqiang'] });
  });
});

describe('files', () => {
  it('go up in chunks of 512 KB counted from 0, then out', async () => {
    const [piece] = await say(group, { kind: 'file', fileId: 'word' });
    expect(sent.map(([cmd, { chunk_index }]) => [cmd, chunk_index])).toEqual([
      ['aibot_upload_media_init', undefined],
      ['aibot_upload_media_chunk', 0],
      ['aibot_upload_media_chunk', 1],
      ['aibot_upload_media_chunk', 2],
      ['aibot_upload_media_finish', undefined],
      ['aibot_send_msg', undefined],
    ]);
    expect(sent[0]?.[1]).toMatchObject({ type: 'file', filename: '总结.docx', total_size: 1_200_000, total_chunks: 3 });
    const chunks = sent.slice(1, 4).map(([, { base64_data }]) => Buffer.from(String(base64_data), 'base64'));
    expect(Buffer.concat(chunks)).toHaveLength(1_200_000);
    expect(sent.at(-1)?.[1]).toEqual({
      chatid: 'wrGROUP-Aa_0',
      chat_type: 2,
      msgtype: 'file',
      file: { media_id: 'MEDIA' },
    });
    expect(piece?.allowances.map(({ name }) => name)).toEqual(['aibot:wrGROUP-Aa_0', 'aibot:upload']);
  });

  it.each([
    ['png', 'image'],
    ['gif', 'file'],
  ])('a picture that is a %s goes as %s', async (fileId, msgtype) => {
    await say(group, { kind: 'image', fileId });
    expect(sent.at(-1)?.[1]).toMatchObject({ msgtype, [msgtype]: { media_id: 'MEDIA' } });
  });

  it.each(['gone', 'empty'])('%s: says what to do', async (fileId) => {
    await expect(say(group, { kind: 'file', fileId })).rejects.toMatchObject({
      isForUser: true,
      message: expect.stringContaining('重新生成'),
    });
    expect(sent).toEqual([]);
  });
});

describe('objections', () => {
  it.each([
    ['a group where nobody spoke to it', { kind: 'chat', chatId: 'wrOTHER' }, /@ 它说一句话/],
    ['strangers only', { kind: 'people', userids: ['zhangsan'] }, /本人/],
    ['a group robot', { kind: 'robot', robot: '支部群' }, /群机器人/],
  ] as [string, Destination, RegExp][])('%s', async (_name, destination, advice) => {
    expect(await channel.objection(destination, hello)).toMatch(advice);
    expect(channel.isObjectionPassing?.()).toBe(false);
  });

  it('none where it is known', async () => {
    expect(await channel.objection(group, hello)).toBeUndefined();
    expect(await channel.objection(people, hello)).toBeUndefined();
  });

  it.each(['kicked', 'refused', 'exhausted'] as ConnectionState[])('while %s, for as long', async (state) => {
    status.set(state, '请看后台');
    expect(await channel.objection(group, hello)).toBe('请看后台。');
    expect(channel.isObjectionPassing?.()).toBe(true);
  });

  it('none while it connects again: that takes seconds, and nothing is said meanwhile', async () => {
    status.set('connecting', '正在重连');
    expect(await channel.objection(group, hello)).toBeUndefined();
    await expect(channel.pieces(group, hello)).rejects.toMatchObject({ code: 'wecom_unreachable' });
  });
});

it('knows what to do about an errcode', () => {
  expect(channel.advise(93006, group)).toMatch(/拉进群/);
  expect(channel.advise(853000, group)).toMatch(/WECOM_BOT_SECRET/);
  expect(channel.advise(12345, group)).toBeUndefined();
});
