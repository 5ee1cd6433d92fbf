import { decryptFile } from '@wecom/aibot-node-sdk';
import { describe, expect, it } from 'vitest';
import { AES_KEY, stream, withFakeBot } from '../../support/fake-bot.ts';

const here = withFakeBot();

const PICTURE = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(100, 7)]);
const DOCUMENT = Buffer.alloc(5000, 3);
const picture = { name: '签到表.png', base64: PICTURE.toString('base64') };
const file = { name: '六月排班.xlsx', base64: DOCUMENT.toString('base64') };

const say = (values: object) =>
  here.playground.send('POST', '/messages', { chat: null, sender: 'wangfang', ...values });
// biome-ignore lint/suspicious/noExplicitAny: tests compare whatever JSON came
const lastCallback = (): any => here.bot.deliveries.at(-1)?.callback;
const urlIn = (part: string): Promise<string> => say({ [part]: part === 'images' ? [picture] : file }).then(addressOf);
const addressOf = () => {
  const callback = lastCallback();
  return callback[callback.msgtype].url;
};
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

/** Undefined where it cannot be decrypted. */
function decryptsTo(bytes: Buffer): Buffer | undefined {
  try {
    return decryptFile(bytes, AES_KEY);
  } catch {
    return undefined;
  }
}

describe('what a person sends', () => {
  it('is a mixed message in a group, with the text that mentions the bot', async () => {
    const { body } = await say({ chat: 'group-1', text: '@志愿助手 记一下', images: [picture, picture] });
    expect(body).toEqual({ delivered: true, replies: [{ kind: 'markdown', text: '收到' }] });
    const { msgtype, mixed } = lastCallback();
    expect(msgtype).toBe('mixed');
    expect(mixed.msg_item).toEqual([
      { msgtype: 'text', text: { content: '@志愿助手 记一下' } },
      { msgtype: 'image', image: { url: expect.stringContaining('/playground/wecom/media/') } },
      { msgtype: 'image', image: { url: expect.stringContaining('/playground/wecom/media/') } },
    ]);
  });

  it('keeps the order in which text and pictures stand', async () => {
    await say({ chat: 'group-1', items: [{ image: picture }, { text: '报名＠志愿助手' }] });
    expect(lastCallback().mixed.msg_item).toMatchObject([
      { msgtype: 'image' },
      { text: { content: '报名＠志愿助手' } },
    ]);
  });

  it.each([
    { images: [picture] },
    { file },
    { video: file },
    { voice: '@志愿助手 报名' },
    { text: '看', images: [picture] },
  ])('does not reach the bot from a group: %j', async (values) => {
    expect((await say({ chat: 'group-1', ...values })).body).toEqual({ delivered: false, replies: [] });
    expect(here.bot.deliveries).toHaveLength(0);
  });

  it.each([
    ['an image', { images: [picture] }, { msgtype: 'image', image: { url: expect.any(String) } }],
    ['a file', { file }, { msgtype: 'file', file: { url: expect.any(String) } }],
    ['a video', { video: file }, { msgtype: 'video', video: { url: expect.any(String) } }],
    ['speech', { voice: '我要报名' }, { msgtype: 'voice', voice: { content: '我要报名' } }],
    ['text with a picture', { text: '看', images: [picture] }, { msgtype: 'mixed' }],
    ['two pictures', { images: [picture, picture] }, { msgtype: 'mixed' }],
  ])('reaches it one to one as %s', async (_, values, expected) => {
    expect((await say(values)).body.delivered).toBe(true);
    expect(lastCallback()).toMatchObject(expected);
  });

  it.each([
    ['nothing', {}, 'text'],
    ['a file and words', { text: '看', file }, 'text'],
    ['two kinds at once', { file, video: file }, 'text'],
    ['no base64', { file: { name: 'a.txt', base64: '!' } }, 'file.base64'],
    ['a file without a name', { file: { base64: '' } }, 'file.name'],
  ])('is refused as %s', async (_, values, field) => {
    const { status, body } = await say(values);
    expect(status).toBe(400);
    expect(body.error).toMatch(new RegExp(`^${field}：[^。]*。$`));
  });

  it('quotes what was shown, of any kind', async () => {
    await say({ file });
    const { body } = await here.playground.send('GET', '/view?sender=wangfang');
    await say({ text: '这个', quote: { messageId: body.ids[0] } });
    expect(lastCallback().quote).toEqual({ msgtype: 'file', file: { url: expect.any(String) } });
    expect(decryptFile(await bytesOf(await fetch(lastCallback().quote.file.url)), AES_KEY)).toEqual(DOCUMENT);
    await say({ text: '这个', quote: { text: '看', images: [picture] } });
    expect(lastCallback().quote).toMatchObject({ msgtype: 'mixed', mixed: { msg_item: [{}, { msgtype: 'image' }] } });
    await say({ text: '这个', quote: { voice: '三个人' } });
    expect(lastCallback().quote).toEqual({ msgtype: 'voice', voice: { content: '三个人' } });
    expect((await say({ text: '这个', quote: { messageId: 'none' } })).status).toBe(400);
    expect((await say({ text: '这个', quote: {} })).status).toBe(400);
  });

  it('has the time only where callbacks carry it', async () => {
    await say({ text: '帮助' });
    expect(lastCallback()).not.toHaveProperty('create_time');
    await here.setFaults({ withCreateTime: true });
    await say({ text: '帮助' });
    expect(lastCallback().create_time).toBe(Date.parse('2026-06-01T09:00:00+08:00') / 1000);
  });

  it('waits for three answers at most', async () => {
    here.bot.handler = (_, { hang }) => hang();
    const waiting = [1, 2, 3].map(() => say({ text: '帮助' }));
    await expect.poll(() => here.bot.deliveries.length).toBe(3);
    expect((await say({ text: '帮助' })).body).toEqual({
      delivered: false,
      replies: [],
      problems: [expect.stringContaining('3 条')],
    });
    here.bot.handler = () => stream('收到');
    expect((await say({ text: '帮助', sender: 'liqiang' })).body.delivered).toBe(true);
    await Promise.all(waiting);
    expect((await say({ text: '帮助' })).body.delivered).toBe(true);
  });
});

describe('the media host', () => {
  it('gives the bytes under the callback’s key, with the name', async () => {
    const response = await fetch(await urlIn('file'));
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="????.xlsx"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    );
    const bytes = await bytesOf(response);
    expect(bytes.length % 32).toBe(0);
    expect(decryptFile(bytes, AES_KEY)).toEqual(DOCUMENT);
  });

  it('gives nothing after five minutes, nor at an unknown address', async () => {
    const url = await urlIn('images');
    await here.playground.clock.moveTo(new Date('2026-06-01T09:05:00+08:00'));
    expect((await fetch(url)).status).toBe(200);
    await here.playground.clock.moveTo(new Date('2026-06-01T09:05:01+08:00'));
    expect((await fetch(url)).status).toBe(403);
    expect((await fetch(`${url}0`)).status).toBe(404);
  });

  it('does wrong what it is told', async () => {
    const url = await urlIn('file');
    await here.setFaults({ mediaFault: 'expired' });
    expect((await fetch(url)).status).toBe(403);
    await here.setFaults({ mediaFault: 'cut' });
    await expect(fetch(url).then(bytesOf)).rejects.toThrow();
    await here.setFaults({ mediaFault: 'length' });
    expect((await bytesOf(await fetch(url))).length % 32).not.toBe(0);
    await here.setFaults({ mediaFault: 'garbage' });
    expect(decryptsTo(await bytesOf(await fetch(url)))).not.toEqual(DOCUMENT);
    await here.setFaults({ mediaFault: 'redirect' });
    const moved = await fetch(url, { redirect: 'manual' });
    expect([moved.status, moved.headers.get('location')]).toEqual([302, expect.stringContaining('moved')]);
    expect(decryptFile(await bytesOf(await fetch(url)), AES_KEY)).toEqual(DOCUMENT);
    await here.setFaults({ mediaDelayMs: 60_000 });
    await expect(fetch(url, { signal: AbortSignal.timeout(200) }).then(bytesOf)).rejects.toThrow(/timeout|aborted/);
    await here.setFaults({ mediaDelayMs: 100 });
    expect(decryptFile(await bytesOf(await fetch(url)), AES_KEY)).toEqual(DOCUMENT);
    expect((await here.setFaults({ mediaFault: 'slow' })).status).toBe(400);
  });
});
