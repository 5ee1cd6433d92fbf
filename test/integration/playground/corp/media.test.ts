import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningCorp, startCorp } from '../../../support/corp.ts';
import { CORP } from '../../../support/fake-app.ts';

let corp: RunningCorp;

beforeEach(async () => {
  corp = await startCorp();
});

afterEach(() => corp.close());

const MB = 1024 * 1024;
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const AMR = Buffer.from('#!AMR\n1234');
const MP4 = Buffer.concat([Buffer.alloc(4), Buffer.from('ftypisom')]);

/** Frames of 20 ms, 12.2 kbit/s. */
const speech = (frames: number) =>
  Buffer.concat([
    Buffer.from('#!AMR\n'),
    Buffer.alloc(32 * frames, Buffer.concat([Buffer.of(0x3c), Buffer.alloc(31)])),
  ]);

async function upload(type: string, data: Buffer, { field = 'media', name = '排班.docx' } = {}) {
  const form = new FormData();
  form.set(field, new File([Uint8Array.from(data)], name));
  const response = await fetch(await corp.url(`media/upload?type=${type}`), { method: 'POST', body: form });
  expect(response.status).toBe(200);
  return (await response.json()) as { errcode: number; type: string; media_id: string; created_at: string };
}

const send = (msgtype: string, part: object) =>
  corp.post('message/send', { touser: 'wangfang', agentid: CORP.agentId, msgtype, [msgtype]: part });

describe('media of the app', () => {
  it.each([
    ['image', PNG, '［图片］'],
    ['voice', AMR, '［文件］排班.docx'],
    ['video', MP4, '［视频］排班.docx'],
    ['file', Buffer.from('123456'), '［文件］排班.docx'],
  ])('is uploaded and sent as %s', async (type, data, line) => {
    const { media_id, ...answer } = await upload(type, data);
    expect(answer).toEqual({ errcode: 0, errmsg: 'ok', type, created_at: '1780275600' });
    expect(await send(type, { media_id })).toMatchObject({ errcode: 0 });
    expect(await corp.view()).toEqual([`志愿助手：${line}`]);
  });

  it.each([
    ['an unknown type', 'poem', PNG, 40_004],
    ['five bytes', 'file', Buffer.from('12345'), 40_006],
    ['too much', 'voice', Buffer.concat([AMR, Buffer.alloc(2 * MB)]), 45_001],
    ['no picture', 'image', AMR, 40_005],
    ['no speech', 'voice', PNG, 40_005],
    ['more than a minute', 'voice', speech(3001), 45_007],
    ['no film', 'video', PNG, 40_005],
  ])('is not taken as %s', async (_, type, data, errcode) => {
    expect(await upload(type, data)).toMatchObject({ errcode });
  });

  it('may be a whole minute of speech', async () => {
    expect(await upload('voice', speech(3000))).toMatchObject({ errcode: 0 });
  });

  it('lies in the field media', async () => {
    expect(await upload('file', PNG, { field: 'file' })).toMatchObject({ errcode: 41_005 });
  });

  it('is good for three days, as what it was uploaded', async () => {
    const { media_id } = await upload('file', Buffer.from('123456'));
    expect(await send('image', { media_id })).toMatchObject({ errcode: 40_007 });
    await corp.playground.clock.moveTo(new Date('2026-06-04T09:00:00+08:00'));
    corp.forgetToken();
    expect(await send('file', { media_id })).toMatchObject({ errcode: 40_007 });
  });

  it('can be fetched again, as can what people sent', async () => {
    const { media_id } = await upload('file', Buffer.from('123456'));
    const file = await fetch(await corp.url(`media/get?media_id=${media_id}`));
    expect(await file.text()).toBe('123456');
    expect(file.headers.get('content-disposition')).toContain(encodeURIComponent('排班.docx'));
    await corp.playground.send('POST', '/messages', {
      ...{ chat: 'app', sender: 'wangfang', images: [{ name: '签到.png', base64: PNG.toString('base64') }] },
    });
    const { MediaId, PicUrl } = corp.app.deliveries.at(-1)?.fields ?? {};
    const picture = await fetch(await corp.url(`media/get?media_id=${MediaId}`));
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(PNG);
    expect(new URL(PicUrl).pathname).toContain('/playground/files/');
    const gone = await fetch(await corp.url('media/get?media_id=none'));
    expect(gone.headers.get('content-type')).toContain('application/json');
    expect(await gone.json()).toMatchObject({ errcode: 40_007 });
  });
});

describe('a group made by the app', () => {
  const create = (values: object = {}) => corp.post('appchat/create', { userlist: ['wangfang', 'LiQiang'], ...values });
  const say = (chatid: string, message: object) => corp.post('appchat/send', { chatid, ...message });

  it('is said something to', async () => {
    const { errcode, chatid } = await create({ name: '护考', owner: 'wangfang' });
    expect(errcode).toBe(0);
    const text = { content: '集合', mentioned_list: ['liqiang', '@all'] };
    expect(await say(chatid, { msgtype: 'text', text })).toEqual({ errcode: 0, errmsg: 'ok' });
    await say(chatid, { msgtype: 'markdown', markdown: { content: '**请** <@liqiang>' } });
    expect(await corp.view('wangfang', chatid)).toEqual(['志愿助手：集合 @李强 @所有人', '志愿助手：**请** @李强']);
  });

  it('takes no card, and the app no other group', async () => {
    const { chatid } = await create({ chatid: 'G1' });
    expect(chatid).toBe('G1');
    expect(await say('G1', { msgtype: 'template_card', template_card: {} })).toMatchObject({ errcode: 40_008 });
    expect(await say('group-1', { msgtype: 'text', text: { content: 'x' } })).toMatchObject({ errcode: 86_008 });
  });

  it.each([
    [{ userlist: ['wangfang', 'WangFang'] }, 86_006],
    [{ userlist: ['wangfang', 'nobody'] }, 86_007],
    [{ owner: 'zhaomin' }, 86_005],
    [{ chatid: '群' }, 40_058],
    [{ name: '群'.repeat(51) }, 40_058],
  ])('is not made with %j', async (values, errcode) => {
    expect(await create(values)).toMatchObject({ errcode });
  });

  it('is made once', async () => {
    await create({ chatid: 'G1' });
    expect(await create({ chatid: 'G1' })).toMatchObject({ errcode: 86_215 });
  });
});
