import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ok, withSubscribedBot } from '../../support/long-connection.ts';

const here = withSubscribedBot();

const MINUTE_MS = 60_000;
const KB = 1024;
const CHUNK = 512 * KB;
const bad = (reason: string) => ({ errcode: 40_058, errmsg: expect.stringContaining(reason) });
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(100, 7)]);
const AMR = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(100, 7)]);
const MP4 = Buffer.concat([Buffer.from('00000018', 'hex'), Buffer.from('ftypisom'), Buffer.alloc(100, 7)]);

const md5 = (data: Buffer) => createHash('md5').update(data).digest('hex');
const plan = (data: Buffer, rest: object = {}) => ({
  ...{ type: 'file', filename: '上半年 总结.docx', total_size: data.length },
  ...{ total_chunks: Math.ceil(data.length / CHUNK), md5: md5(data) },
  ...rest,
});
const init = (body: object) => here.bot.request('aibot_upload_media_init', body);
const finish = (upload_id: string) => here.bot.request('aibot_upload_media_finish', { upload_id });
const chunk = (upload_id: string, index: number, data: Buffer) =>
  here.bot.request('aibot_upload_media_chunk', { upload_id, chunk_index: index, base64_data: data.toString('base64') });

/** The ack of the last step. */
async function upload(data: Buffer, rest: object = {}) {
  const { body } = await init(plan(data, rest));
  const count = Math.ceil(data.length / CHUNK);
  // Any order will do.
  for (let index = count - 1; index >= 0; index -= 1) {
    await chunk(body.upload_id, index, data.subarray(index * CHUNK, (index + 1) * CHUNK));
  }
  return finish(body.upload_id);
}

async function reply(message: object) {
  const saying = here.playground.send('POST', '/messages', { chat: null, sender: 'wangfang', text: '发来' });
  const { headers } = await here.bot.callback();
  const ack = await here.respond(headers.req_id, message);
  return { ack, replies: (await saying).body.replies };
}

describe('an upload', () => {
  it('comes in chunks and is shown as a file that can be opened', async () => {
    const data = Buffer.alloc(CHUNK + 100, 'x');
    const { errcode, body } = await upload(data);
    expect([errcode, body]).toEqual([0, { type: 'file', media_id: expect.any(String), created_at: '1780275600' }]);
    const { replies } = await reply({ msgtype: 'file', file: { media_id: body.media_id } });
    expect(replies).toMatchObject([{ kind: 'file', name: '上半年 总结.docx', size: data.length }]);
    const opened = await fetch(here.playground.origin + replies[0].url);
    expect(Buffer.from(await opened.arrayBuffer())).toEqual(data);
  });

  it.each([
    ['image', PNG, { kind: 'image' }],
    ['voice', AMR, { kind: 'file', name: '语音' }],
    ['video', MP4, { kind: 'video', name: '语音' }],
  ])('is sent as %s', async (type, data, shown) => {
    const { body } = await upload(data, { type, filename: '语音' });
    const { ack, replies } = await reply({ msgtype: type, [type]: { media_id: body.media_id } });
    expect(ack).toMatchObject(ok);
    expect(replies).toMatchObject([shown]);
    expect(await here.bot.request('aibot_send_msg', { chatid: 'wangfang', msgtype: type, [type]: body })).toMatchObject(
      ok,
    );
  });

  it.each([
    ['of an unknown type', { type: 'sticker' }, 'type'],
    ['without a name', { filename: '' }, 'filename'],
    ['of 5 bytes', { total_size: 5 }, 'total_size'],
    ['of 101 chunks', { total_chunks: 101 }, '100'],
    ['of no chunk', { total_chunks: 0 }, 'total_chunks'],
    ['of too few chunks', { total_size: CHUNK + 1 }, '512'],
    ['with another sum than MD5', { md5: 'abc' }, 'md5'],
    ['of an image too large', { type: 'image', total_size: 10 * 1024 * KB + 1, total_chunks: 21 }, '太大'],
    ['of a voice too large', { type: 'voice', total_size: 2 * 1024 * KB + 1, total_chunks: 5 }, '太大'],
    ['of a video too large', { type: 'video', total_size: 10 * 1024 * KB + 1, total_chunks: 21 }, '太大'],
    ['of a file too large', { total_size: 20 * 1024 * KB + 1, total_chunks: 41 }, '太大'],
  ])('does not begin %s', async (_, change, reason) => {
    expect(await init(plan(PNG, change))).toMatchObject(bad(reason));
  });

  it('takes no chunk that is out of place', async () => {
    const { body } = await init(plan(Buffer.alloc(CHUNK + 1)));
    expect(await chunk('other', 0, PNG)).toMatchObject(bad('upload_id'));
    expect(await chunk(body.upload_id, 2, PNG)).toMatchObject(bad('chunk_index'));
    expect(await chunk(body.upload_id, -1, PNG)).toMatchObject(bad('chunk_index'));
    expect(await chunk(body.upload_id, 0, Buffer.alloc(CHUNK + 1))).toMatchObject(bad('512'));
    expect(await chunk(body.upload_id, 0, Buffer.alloc(0))).toMatchObject(bad('base64_data'));
    expect(await finish(body.upload_id)).toMatchObject(bad('还缺 2 片'));
  });

  it('passes over a chunk that comes again', async () => {
    const { body } = await init(plan(PNG));
    expect(await chunk(body.upload_id, 0, PNG)).toMatchObject(ok);
    expect(await chunk(body.upload_id, 0, AMR)).toMatchObject(ok);
    expect(await finish(body.upload_id)).toMatchObject(ok);
    expect(await finish(body.upload_id)).toMatchObject(bad('upload_id'));
  });

  it.each([
    ['another size', PNG, { total_size: 50 }, 'total_size'],
    ['another MD5', PNG, { md5: md5(AMR) }, 'md5'],
    ['no image', AMR, { type: 'image' }, '图片'],
    ['no voice', PNG, { type: 'voice' }, '语音'],
    ['no video', PNG, { type: 'video' }, '视频'],
  ])('does not end with %s', async (_, data, change, reason) => {
    expect(await upload(data, change)).toMatchObject(bad(reason));
  });

  it('goes on after a reconnect, for half an hour', async () => {
    const { body } = await init(plan(PNG));
    await here.reconnect();
    expect(await chunk(body.upload_id, 0, PNG)).toMatchObject(ok);
    await here.playground.pass(30 * MINUTE_MS + 1);
    expect(await finish(body.upload_id)).toMatchObject(bad('upload_id'));
  });

  it('begins 30 times a minute, 1000 times an hour', async () => {
    for (let count = 0; count < 30; count += 1) await init(plan(PNG));
    expect(await init(plan(PNG))).toMatchObject({ errcode: 45_009 });
    await here.playground.pass(MINUTE_MS);
    expect(await init(plan(PNG))).toMatchObject(ok);
  });
});

describe('a media_id', () => {
  const sendFile = (media_id: string, msgtype = 'file') => reply({ msgtype, [msgtype]: { media_id } });

  it('is known, of the type it was uploaded as, and three days old at most', async () => {
    const { media_id } = (await upload(PNG)).body;
    expect((await sendFile('other')).ack).toMatchObject({ errcode: 40_007 });
    expect((await sendFile(media_id, 'image')).ack).toMatchObject({ errcode: 40_007 });
    await here.playground.pass(3 * 24 * 60 * MINUTE_MS - 1);
    expect((await sendFile(media_id)).ack).toMatchObject(ok);
    await here.playground.pass(1);
    expect((await sendFile(media_id)).ack).toMatchObject({ errcode: 40_007 });
  });

  it('is of no use to a group robot, nor a robot’s to the bot', async () => {
    const { media_id } = (await upload(PNG)).body;
    const webhook = (path: string) => `${here.playground.origin}/playground/wecom/cgi-bin/webhook/${path}`;
    const post = async (path: string, body: BodyInit) => (await fetch(webhook(path), { method: 'POST', body })).json();
    const message = JSON.stringify({ msgtype: 'file', file: { media_id } });
    expect(await post('send?key=key-1', message)).toMatchObject({ errcode: 40_007 });
    const form = new FormData();
    form.set('media', new File(['一份文件'], '名单.txt'));
    const robots: unknown = await post('upload_media?key=key-1&type=file', form);
    expect(robots).toMatchObject(ok);
    expect((await sendFile(Object(robots).media_id)).ack).toMatchObject({ errcode: 40_007 });
  });
});
