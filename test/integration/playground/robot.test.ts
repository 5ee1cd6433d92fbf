import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { stream, withFakeBot } from '../../support/fake-bot.ts';

const here = withFakeBot();

const push = async (message: unknown, key = 'key-1') =>
  (await here.playground.send('POST', `/wecom/cgi-bin/webhook/send?key=${key}`, message)).body;
const text = (content: string, rest: object = {}) => ({ msgtype: 'text', text: { content, ...rest } });
const say = () =>
  here.playground.send('POST', '/messages', { chat: 'group-1', sender: 'zhaomin', text: '@志愿助手 总结' });

async function upload(data: string, { key = 'key-1', type = 'file', field = 'media', name = '上半年 总结.docx' } = {}) {
  const form = new FormData();
  form.set(field, new File([data], name));
  const url = `${here.playground.origin}/playground/wecom/cgi-bin/webhook/upload_media?key=${key}&type=${type}`;
  const response = await fetch(url, { method: 'POST', body: form });
  expect(response.status).toBe(200);
  return (await response.json()) as { errcode: number; media_id: string };
}

describe('a group robot', () => {
  it('brings what reaches the chat while an answer is made', async () => {
    here.bot.handler = async () => {
      await push(text('周一例会 9:00', { mentioned_list: ['wangfang', '@all'] }));
      await push(text('别的群'), 'key-2');
      await push({ msgtype: 'markdown', markdown: { content: '**请** <@liqiang> 带队' } });
      return stream('收到');
    };
    expect((await say()).body.replies).toEqual([
      { kind: 'text', text: '周一例会 9:00 @王芳 @所有人' },
      { kind: 'markdown', text: '**请** @李强 带队' },
      { kind: 'markdown', text: '收到' },
    ]);
  });

  it('brings a file that can be opened', async () => {
    here.bot.handler = async () => {
      const { media_id } = await upload('文件的内容');
      expect(await push({ msgtype: 'file', file: { media_id } })).toEqual({ errcode: 0, errmsg: 'ok' });
      return stream('写好了');
    };
    const [file] = (await say()).body.replies;
    expect(file).toMatchObject({ kind: 'file', text: '上半年 总结.docx', name: '上半年 总结.docx', size: 15 });
    expect(file.url).toMatch(/^\/playground\/files\//);
    const download = await fetch(here.playground.origin + file.url);
    expect(await download.text()).toBe('文件的内容');
    expect(download.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(download.headers.get('content-disposition')).toContain(encodeURIComponent('上半年 总结.docx'));
  });

  it('takes the form WeCom’s page shows, with a filelength', async () => {
    const body = [
      '--B',
      'Content-Disposition: form-data; name="media"; filename="a.txt"; filelength=6',
      'Content-Type: application/octet-stream',
      '',
      'sixsix',
      '--B--',
      '',
    ].join('\r\n');
    const url = `${here.playground.origin}/playground/wecom/cgi-bin/webhook/upload_media?key=key-1&type=file`;
    const headers = { 'content-type': 'multipart/form-data; boundary=B' };
    expect(await (await fetch(url, { method: 'POST', headers, body })).json()).toMatchObject({
      errcode: 0,
      type: 'file',
    });
  });

  it('takes pictures, news and notices', async () => {
    const png = Buffer.from('89504e470d0a1a0a', 'hex');
    const image = { base64: png.toString('base64'), md5: createHash('md5').update(png).digest('hex') };
    const article = { title: '招募', description: '护考', url: 'https://example.org/a' };
    const notice = {
      card_type: 'text_notice',
      main_title: { title: '例会' },
      card_action: { type: 1, url: 'https://example.org' },
    };
    here.bot.handler = async () => {
      await push({ msgtype: 'image', image });
      await push({ msgtype: 'news', news: { articles: [article] } });
      await push({ msgtype: 'template_card', template_card: notice });
    };
    const { replies } = (await say()).body;
    expect(replies).toMatchObject([
      { kind: 'image', text: '［图片］' },
      { kind: 'markdown', text: '[招募](https://example.org/a)\n护考' },
      { kind: 'card', title: '例会' },
    ]);
    const picture = await fetch(here.playground.origin + replies[0].url);
    expect(picture.headers.get('content-type')).toBe('image/png');
  });

  it('mentions people by telephone number as well', async () => {
    await push(text('例会', { mentioned_list: ['liqiang'], mentioned_mobile_list: ['13800000000', '@all'] }));
    const { body } = await here.playground.send('GET', '/view?chat=group-1&sender=wangfang');
    expect(body.lines).toEqual(['支部通知（群机器人）：例会 @李强 @13800000000 @所有人']);
  });

  it('leaves colours and mentions as they are in markdown_v2', async () => {
    await push({ msgtype: 'markdown_v2', markdown_v2: { content: '| 表 | <@liqiang> |' } });
    const { body } = await here.playground.send('GET', '/view?chat=group-1&sender=wangfang');
    expect(body.lines).toEqual(['支部通知（群机器人）：| 表 | <@liqiang> |']);
  });

  it('cuts titles and descriptions of news to what fits', async () => {
    const article = { title: '汉'.repeat(50), description: '字'.repeat(200), url: 'https://e.org' };
    await push({ msgtype: 'news', news: { articles: [article] } });
    const { body } = await here.playground.send('GET', '/view?chat=group-1&sender=wangfang');
    expect(body.lines[0]).toContain(`[${'汉'.repeat(42)}](https://e.org)\n${'字'.repeat(170)}`);
  });

  it.each([
    ['an unknown key', text('x'), 93_000, 'none'],
    ['an unknown kind', { msgtype: 'poem' }, 40_008],
    ['no kind', {}, 40_008],
    ['an empty text', text(''), 44_004],
    ['2049 bytes of text', text(`${'汉'.repeat(682)}abc`), 45_002],
    ['4097 bytes of Markdown', { msgtype: 'markdown', markdown: { content: 'a'.repeat(4097) } }, 45_002],
    ['a file never uploaded', { msgtype: 'file', file: { media_id: 'x' } }, 40_007],
    [
      'nine articles',
      { msgtype: 'news', news: { articles: Array(9).fill({ title: 'a', url: 'https://e.org' }) } },
      40_058,
    ],
    ['a picture with a wrong md5', { msgtype: 'image', image: { base64: 'iVBORw0KGgo=', md5: 'x' } }, 40_058],
    [
      'a card to tap',
      {
        msgtype: 'template_card',
        template_card: {
          card_type: 'button_interaction',
          main_title: { title: 'x' },
          task_id: 'T',
          button_list: [{ text: 'x', key: 'k' }],
        },
      },
      40_058,
    ],
  ])('refuses %s', async (_, message, errcode, key = 'key-1') => {
    expect(await push(message, key)).toMatchObject({ errcode });
  });

  it('takes exactly the longest text', async () => {
    expect(await push(text(`${'汉'.repeat(682)}ab`))).toMatchObject({ errcode: 0 });
  });

  it('refuses uploads that are too small, of no known key, or not there', async () => {
    expect(await upload('12345')).toMatchObject({ errcode: 40_006 });
    expect(await upload('123456', { key: 'none' })).toMatchObject({ errcode: 93_000 });
    expect(await upload('123456', { type: 'image' })).toMatchObject({ errcode: 40_004 });
    expect(await upload('123456', { field: 'file' })).toMatchObject({ errcode: 41_005 });
  });

  it('takes speech as AMR alone, and sends it as nothing else', async () => {
    expect(await upload('123456', { type: 'voice' })).toMatchObject({ errcode: 40_005 });
    expect(await upload(`#!AMR\n${'x'.repeat(2 * 1024 * 1024)}`, { type: 'voice' })).toMatchObject({ errcode: 45_001 });
    const { media_id } = await upload('#!AMR\n123', { type: 'voice' });
    expect(await push({ msgtype: 'file', file: { media_id } })).toMatchObject({ errcode: 40_007 });
    expect(await push({ msgtype: 'voice', voice: { media_id } })).toMatchObject({ errcode: 0 });
  });

  it('spends the task id of a card for ever', async () => {
    const card = {
      ...{ card_type: 'text_notice', main_title: { title: '例会' }, task_id: 'T1' },
      card_action: { type: 1, url: 'https://example.org' },
    };
    expect(await push({ msgtype: 'template_card', template_card: card })).toMatchObject({ errcode: 0 });
    expect(await push({ msgtype: 'template_card', template_card: card })).toMatchObject({ errcode: 42_014 });
  });

  it('sends a file with the key it was uploaded with, for three days', async () => {
    const { media_id } = await upload('123456');
    const file = { msgtype: 'file', file: { media_id } };
    expect(await push(file, 'key-2')).toMatchObject({ errcode: 40_007 });
    expect(await push(file)).toMatchObject({ errcode: 0 });
    await here.playground.clock.moveTo(new Date('2026-06-04T09:00:00+08:00'));
    expect(await push(file)).toMatchObject({ errcode: 40_007 });
  });

  it('takes twenty a minute by the bot’s clock, each robot for itself', async () => {
    for (let count = 0; count < 20; count += 1) expect(await push(text('x'))).toMatchObject({ errcode: 0 });
    expect(await push(text('x'))).toMatchObject({ errcode: 45_009 });
    expect(await push(text('x'), 'key-2')).toMatchObject({ errcode: 0 });
    await here.playground.clock.moveTo(new Date('2026-06-01T09:01:00+08:00'));
    expect(await push(text('x'))).toMatchObject({ errcode: 0 });
  });

  it('does wrong what it is told', async () => {
    await here.playground.send('PUT', '/faults', { pushErrcode: 45_009 });
    expect(await push(text('x'))).toMatchObject({ errcode: 45_009 });
    await here.playground.send('PUT', '/faults', { cutPush: true });
    here.bot.handler = async () => {
      await expect(push(text('到了'))).rejects.toThrow();
      return stream('收到');
    };
    expect((await say()).body.replies).toMatchObject([{ text: '到了' }, { text: '收到' }]);
    await here.playground.send('PUT', '/faults', { pushErrcode: null });
    expect(await push(text('x'))).toMatchObject({ errcode: 0 });
  });

  it('does wrong what one of them is told', async () => {
    const fault = (robotFault: unknown) =>
      here.playground.send('PUT', '/faults', { robotFaults: { 'group-1': robotFault } });
    await fault('removed');
    expect(await push(text('x'))).toMatchObject({ errcode: 93_000 });
    expect(await upload('123456')).toMatchObject({ errcode: 93_000 });
    expect(await push(text('x'), 'key-2')).toMatchObject({ errcode: 0 });
    await fault(45_009);
    expect(await push(text('x'))).toMatchObject({ errcode: 45_009 });
    await fault('500');
    expect((await here.playground.send('POST', '/wecom/cgi-bin/webhook/send?key=key-1', text('x'))).status).toBe(500);
    await fault('cut');
    await expect(push(text('切断'))).rejects.toThrow();
    await fault('hang');
    const url = `${here.playground.origin}/playground/wecom/cgi-bin/webhook/send?key=key-1`;
    const request = { method: 'POST', body: JSON.stringify(text('没有应答')), signal: AbortSignal.timeout(300) };
    await expect(fetch(url, request)).rejects.toThrow(/timeout|aborted/);
    const { body } = await here.playground.send('GET', '/view?chat=group-1&sender=wangfang');
    expect(body.lines.map((line: string) => line.split('：')[1])).toEqual(['切断', '没有应答']);
    expect((await fault('lost')).status).toBe(400);
  });
});
