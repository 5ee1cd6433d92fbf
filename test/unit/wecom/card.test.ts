import { describe, expect, it } from 'vitest';
import type { Vote } from '../../../src/bot/reply.ts';
import { APP_CARD, type CardContent, cardAsMarkdown, encodeCard } from '../../../src/wecom/aibot/card.ts';
import { encodeReply } from '../../../src/wecom/aibot/encode.ts';

const vote: Vote = {
  questionKey: 'poll-3',
  isMultiple: true,
  options: [
    { id: '1', text: '1 6月4日周四', isChecked: true },
    { id: '2', text: '2 6月5日周五' },
  ],
  submit: { text: '投票', key: 'poll-vote:3' },
};
const card: CardContent = { title: '护考时间', description: '可选多个', buttons: [], vote };
const long = '👨‍👩‍👧长'.repeat(60);

describe('a card to tick', () => {
  it('has a title, boxes and one button', () => {
    expect(encodeCard(card, 'm7-TASK')).toEqual({
      card_type: 'vote_interaction',
      main_title: { title: '护考时间', desc: '可选多个' },
      checkbox: {
        question_key: 'poll-3',
        mode: 1,
        option_list: [
          { id: '1', text: '1 6月4日周四', is_checked: true },
          { id: '2', text: '2 6月5日周五', is_checked: false },
        ],
      },
      submit_button: { text: '投票', key: 'poll-vote:3' },
      task_id: 'm7-TASK',
    });
  });

  it('takes one where one is to be chosen, and has a title in any case', () => {
    const shown = encodeCard({ ...card, title: '', vote: { ...vote, isMultiple: false } }, 'T');
    expect(shown).toMatchObject({ main_title: { title: '请选择' }, checkbox: { mode: 0 } });
  });

  it('stands beside a text like one with buttons', () => {
    const message = {
      ...{ id: 'B:1', bot: 'B', chat: { kind: 'single' as const }, sender: 'wangfang', text: '投票', attachments: [] },
      receivedAt: new Date('2026-06-04T00:00:00Z'),
    };
    expect(encodeReply({ text: '选哪天？', card: { ...card, taskId: 'T' } }, message)).toMatchObject({
      msgtype: 'stream_with_template_card',
      stream: { content: '选哪天？', finish: true },
      template_card: { card_type: 'vote_interaction' },
    });
    expect(encodeReply({ text: '', card: { ...card, taskId: 'T' } }, message)).toMatchObject({
      msgtype: 'template_card',
    });
  });

  it('is told in lines where no card can be shown', () => {
    expect(cardAsMarkdown(card)).toBe('**护考时间**\n可选多个\n☑ 1 6月4日周四\n☐ 2 6月5日周五');
  });

  it.each([
    ['the AI bot', undefined, { title: 26, description: 30, option: 11 }],
    ['a self-built app', APP_CARD, { title: 16, description: 44, option: 17 }],
  ])('is cut to what a client of %s shows', (_name, limits, most) => {
    const options = Array.from({ length: 22 }, (_, i) => ({ id: `${i}`, text: long }));
    const submit = { text: long, key: 'k' };
    const shown = encodeCard(
      { title: long, description: long, buttons: [], vote: { ...vote, options, submit } },
      'T',
      limits,
    );
    expect(shown).toMatchObject({
      main_title: { title: lengthOf(most.title), desc: lengthOf(most.description) },
      checkbox: { option_list: Array(20).fill({ text: lengthOf(most.option) }) },
      submit_button: { text: lengthOf(10) },
    });
  });
});

describe('a card with buttons', () => {
  it('holds more where an app shows it', () => {
    const told = { title: long, description: long, text: long, buttons: [{ text: long, key: 'k' }] };
    expect(encodeCard(told, 'T', APP_CARD)).toMatchObject({
      main_title: { title: lengthOf(36), desc: lengthOf(44) },
      sub_title_text: lengthOf(160),
      button_list: [{ text: lengthOf(10) }],
    });
  });
});

describe('markup in what people typed', () => {
  const hostile = '**护考** [点这里](http://evil.example) <font color="warning">`x`</font>';
  const harmless = '护考 点这里 http://evil.example x';

  it('is shown in no part of a card as anything but text', () => {
    const told = {
      ...{ title: hostile, description: hostile, text: hostile, facts: [{ label: '`地`', value: hostile }] },
      buttons: [{ text: '`报`名', key: 'k' }],
    };
    expect(JSON.stringify(encodeCard(told, 'T'))).not.toMatch(/\*\*|`|\]\(|<font/);
    expect(encodeCard(told, 'T')).toMatchObject({ sub_title_text: harmless, button_list: [{ text: '报名' }] });
    const ticked = { ...card, title: hostile, vote: { ...vote, options: [{ id: '1', text: hostile }] } };
    expect(JSON.stringify(encodeCard(ticked, 'T'))).not.toMatch(/\*\*|`|\]\(|<font/);
  });
});

/** So many code points. */
function lengthOf(most: number): unknown {
  return expect.toSatisfy((text: string) => Array.from(text).length === most);
}
