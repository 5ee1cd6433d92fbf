import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  cardMessage,
  imageMessages,
  markdownMessages,
  newsMessages,
  textMessages,
} from '../../../src/wecom/webhook/body.ts';

describe('messages of a group robot', () => {
  it('mentions at the end of the last piece only', () => {
    const messages = textMessages('汉'.repeat(700), ['wangfang', '@all']);
    expect(messages).toEqual([
      { msgtype: 'text', text: { content: '汉'.repeat(682) } },
      { msgtype: 'text', text: { content: '汉'.repeat(18), mentioned_list: ['wangfang', '@all'] } },
    ]);
  });

  it('a text that fits is one, without an empty list', () => {
    expect(textMessages('好')).toEqual([{ msgtype: 'text', text: { content: '好' } }]);
  });

  it('names fifty at a time', () => {
    const people = Array.from({ length: 51 }, (_, i) => `person${i}`);
    const named = textMessages('活动取消', people).map((message) =>
      message.msgtype === 'text' ? message.text.mentioned_list?.length : undefined,
    );
    expect(named).toEqual([50, 1]);
  });

  it('mentions nobody for what somebody typed into a title', () => {
    const typed = '护考<@all><@wangfang>@all';
    expect(textMessages(typed, ['liqiang'])).toEqual([
      { msgtype: 'text', text: { content: '护考＜＠all>＜＠wangfang>@all', mentioned_list: ['liqiang'] } },
    ]);
    const content = '护考＜＠all>＜＠wangfang>@all';
    expect(markdownMessages(typed)).toEqual([{ msgtype: 'markdown', markdown: { content } }]);
    expect(markdownMessages('<@<@all>', new Map([['all', 'all']]))).toEqual([
      { msgtype: 'markdown', markdown: { content: '＜＠<@all>' } },
    ]);
  });

  it('mentions in markdown whom it is told to, spelt as WeCom does', () => {
    expect(markdownMessages('请 <@wangfang> 看', new Map([['wangfang', 'WangFang']]))).toEqual([
      { msgtype: 'markdown', markdown: { content: '请 <@WangFang> 看' } },
    ]);
  });

  it('a card with nothing to tap is a notice without a number of its own', () => {
    expect(
      cardMessage({ taskId: 't1', title: '例会', facts: [{ label: '地点', value: '活动室' }], buttons: [] }),
    ).toEqual({
      msgtype: 'template_card',
      template_card: {
        card_type: 'text_notice',
        main_title: { title: '例会' },
        horizontal_content_list: [{ keyname: '地点', value: '活动室' }],
        card_action: { type: 1, url: 'https://work.weixin.qq.com' },
      },
    });
  });

  it.each([
    ['a table', '| 姓名 | 小时 |\n| --- | --- |\n| 王芳 | 3 |', 'markdown_v2'],
    ['a picture', '![图](https://a/b.png)', 'markdown_v2'],
    ['a list', '- 王芳\n- 李强', 'markdown_v2'],
    ['fenced code', '```\na\n```', 'markdown_v2'],
    ['a table with a colour', '| <font color="info">是</font> |', 'markdown'],
    ['a numbered list', '1. 一\n2. 二', 'markdown'],
  ])('%s is sent as the kind that shows it', (_, markdown, kind) => {
    expect(markdownMessages(markdown).map(({ msgtype }) => msgtype)).toEqual([kind]);
  });

  it('a table with a mention is the older kind, which mentions', () => {
    const [message] = markdownMessages('| <@wangfang> |', new Map([['wangfang', 'wangfang']]));
    expect(message?.msgtype).toBe('markdown');
  });

  it('news are eight in a message, cut by bytes', () => {
    const article = { title: '汉'.repeat(60), description: '字'.repeat(200), url: 'https://a/b' };
    const [message, second] = newsMessages(Array.from({ length: 9 }, () => article));
    expect(second).toMatchObject({ msgtype: 'news', news: { articles: [{ url: 'https://a/b' }] } });
    if (message?.msgtype !== 'news') throw new Error('no news');
    const [first, ...rest] = message.news.articles;
    expect(rest).toHaveLength(7);
    expect(first).toEqual({ title: `${'汉'.repeat(41)}…`, description: `${'字'.repeat(169)}…`, url: 'https://a/b' });
    expect(newsMessages([])).toEqual([]);
  });

  it('a picture carries its md5; what is none, or too large, goes as a file', () => {
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(10)]);
    const md5 = createHash('md5').update(png).digest('hex');
    expect(imageMessages({ name: '图.png', bytes: png })).toEqual([
      { msgtype: 'image', image: { base64: png.toString('base64'), md5 } },
    ]);
    const large = { name: '图.png', bytes: Buffer.concat([png, Buffer.alloc(2 * 1024 * 1024)]) };
    expect(imageMessages(large)).toEqual([{ msgtype: 'file', file: large }]);
    const other = { name: '图.gif', bytes: Buffer.from('GIF89a....') };
    expect(imageMessages(other)).toEqual([{ msgtype: 'file', file: other }]);
  });

  it('markdown has room for 4096 bytes', () => {
    expect(markdownMessages('a'.repeat(4096))).toHaveLength(1);
    expect(markdownMessages('a'.repeat(4097))).toHaveLength(2);
  });
});
