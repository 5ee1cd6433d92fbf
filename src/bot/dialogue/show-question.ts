import type { Card, Choice } from '../reply.ts';

const MOST_BUTTONS = 6;

export interface Asking {
  /** Of the kept question. */
  id: number;
  text: string;
  choices: readonly Choice[];
  /** Null: one to one. */
  chatId: string | null;
  /** What people mention. */
  botName: string;
  /** The buttons may not reach the chat, so nobody is told to tap them. */
  mayLackButtons?: boolean;
}

/** A question as people see it: numbered lines, how to answer, and a button each. */
export function showQuestion(asking: Asking): { text: string; card: Omit<Card, 'taskId'> } {
  const { id, text, choices } = asking;
  const isYesOrNo = choices.some(({ says }) => says === 'yes');
  const labels = choices.map(({ label }, i) => (isYesOrNo ? label : `${i + 1} ${label}`));
  const lines = isYesOrNo ? [] : choices.map(({ label }, i) => `${i + 1}. ${label}`);
  const how = isYesOrNo ? howTo(asking, '回复「是」「不是」', '是') : howTo(asking, '回复数字', '1');
  const buttons = labels.slice(0, MOST_BUTTONS).map((label, i) => ({ text: label, key: `choice:${id}:${i}` }));
  return { text: [text, ...lines, how].join('\n'), card: { title: text.split('\n')[0] ?? '', buttons } };
}

function howTo({ chatId, botName, mayLackButtons }: Asking, answer: string, example: string): string {
  const how = mayLackButtons ? answer : `点按钮，或${answer}`;
  return `${how}，例如：${chatId === null ? '' : `@${botName} `}${example}（十分钟内有效）`;
}
