import { describe, expect, it } from 'vitest';
import { showQuestion, tappedChoice } from '../../../../src/bot/dialogue/show-question.ts';
import type { Choice } from '../../../../src/bot/reply.ts';

const ASKING = { id: 7, text: '有几个都对得上，要报哪一个？', chatId: 'group-1', botName: '志愿助手' };
const days = (count: number): Choice[] =>
  Array.from({ length: count }, (_, i) => ({
    label: `6月${i + 4}日(周四)8:00 护考志愿服务（一中门口），还剩 2 个名额`,
    key: `register:${i}`,
  }));

describe('a question', () => {
  it('has its lines in the text and a button for each, told apart by day', () => {
    const { text, card } = showQuestion({ ...ASKING, choices: days(2) });
    expect(text.split('\n')).toEqual([
      '有几个都对得上，要报哪一个？',
      '1. 6月4日(周四)8:00 护考志愿服务（一中门口），还剩 2 个名额',
      '2. 6月5日(周四)8:00 护考志愿服务（一中门口），还剩 2 个名额',
      '点按钮，或回复数字，例如：@志愿助手 1（十分钟内有效）',
    ]);
    expect(card).toEqual({
      title: '有几个都对得上，要报哪一个？',
      buttons: [
        { text: '1 6月4日 护考志愿服务（一中门口）', key: 'choice:7:0' },
        { text: '2 6月5日 护考志愿服务（一中门口）', key: 'choice:7:1' },
      ],
    });
  });

  it('of more than six is a list to tick one of', () => {
    const { card } = showQuestion({ ...ASKING, choices: days(7) });
    expect(card).toMatchObject({
      buttons: [],
      vote: { questionKey: 'choice', isMultiple: false, submit: { text: '就选它', key: 'choice:7' } },
    });
    expect(card.vote?.options).toHaveLength(7);
    expect(card.vote?.options[6]).toEqual({ id: '6', text: '7 6月10日 护考志愿服务（一中门口）' });
  });

  it('in place of a card that was tapped, has its lines on the card', () => {
    const { text, card } = showQuestion({ ...ASKING, choices: days(2), isAlone: true });
    expect(`${card.title}\n${card.text}`).toBe(text);
    expect(text).not.toContain('点按钮');
  });

  it('yes or no has no numbers', () => {
    const choices: Choice[] = [
      { label: '是', key: 'a', says: 'yes' },
      { label: '不是', key: 'b', says: 'no' },
    ];
    const { text, card } = showQuestion({ ...ASKING, text: '是要「报名」吗？\n活动：护考', choices });
    expect(text).toBe('是要「报名」吗？\n活动：护考\n点按钮，或回复「是」「不是」，例如：@志愿助手 是（十分钟内有效）');
    expect(card.buttons.map((button) => button.text)).toEqual(['是', '不是']);
  });
});

describe('a tap', () => {
  it.each([
    [{ key: 'choice:7:2' }, { questionId: 7, index: 2 }],
    [
      { key: 'choice:7', selected: { choice: ['3'] } },
      { questionId: 7, index: 3 },
    ],
    [{ key: 'choice:7' }, { questionId: 7, index: undefined }],
    [
      { key: 'choice:7', selected: { other: ['3'] } },
      { questionId: 7, index: undefined },
    ],
    [{ key: 'register:7' }, undefined],
    [{ key: 'choice:x' }, undefined],
    [{ key: 'choice:' }, undefined],
  ])('%j', (click, tapped) => {
    expect(tappedChoice(click)).toEqual(tapped);
  });
});
