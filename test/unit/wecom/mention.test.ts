import { describe, expect, it } from 'vitest';
import { stripMention } from '../../../src/language/text.ts';
import { decode } from '../../../src/wecom/aibot/decode.ts';

const NAMES = ['志愿 助手', '志愿助手'];

function textOf(content: string, more: object = {}): string | undefined {
  const body = {
    ...{ msgid: 'M1', aibotid: 'B1', chatid: 'wr1', chattype: 'group', from: { userid: 'wangfang' } },
    ...{ msgtype: 'text', text: { content } },
    ...more,
  };
  const decoded = decode(body, { receivedAt: new Date(0), stripMention: (text) => stripMention(text, NAMES) });
  return decoded?.kind === 'message' ? decoded.message.text.trim() : undefined;
}

describe('lesson 15: the mention is plain text, wherever it stands and however it is spaced', () => {
  it.each([
    ['in front', '@志愿助手 报名 护考', '报名 护考'],
    ['with two blanks behind', '@志愿助手  报名 护考', '报名 护考'],
    ['at the end', '报名 护考@志愿助手 ', '报名 护考'],
    ['in the middle', '帮王芳 @志愿助手 报名护考', '帮王芳 报名护考'],
    ['with a full-width sign', '＠志愿助手 报名 护考', '报名 护考'],
    ['of a name with a blank in it', '@志愿 助手 报名 护考', '报名 护考'],
    ['beside that of somebody else', '@志愿助手 帮 @陈静 报名 护考', '帮 @陈静 报名 护考'],
    ['under a name nobody has set', '@旧名字 报名 护考', '报名 护考'],
  ])('%s', (_, content, expected) => {
    expect(textOf(content)?.replace(/\s+/g, ' ')).toBe(expected);
  });

  it('in the first text of a mixed message', () => {
    const items = [
      { msgtype: 'text', text: { content: '@志愿助手 补录 昨天 植树' } },
      { msgtype: 'image', image: { url: 'https://wecom/1' } },
    ];
    expect(textOf('', { msgtype: 'mixed', mixed: { msg_item: items } })).toBe('补录 昨天 植树');
  });

  it('beside a quote, whose own words stay as they are', () => {
    const quote = { msgtype: 'text', text: { content: '@志愿助手 报名 植树' } };
    expect(textOf('@志愿助手 我也去', { quote })).toBe('我也去');
  });
});
