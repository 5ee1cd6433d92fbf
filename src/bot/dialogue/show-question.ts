import type { Card, Choice } from '../reply.ts';

const MOST_BUTTONS = 6;
/** What a button has no room for: `(周四)`, `8:00-12:00`, and whatever stands behind the first comma. */
const BY_THE_WAY = /\(周\S\)|\d{1,2}:\d{2}(?:-\d{1,2}:\d{2})?|，.*$/gs;
/** Under which the number of the choice comes back that was ticked in a list. */
const LIST_KEY = 'choice';

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
  /** The card stands alone, in place of one that was tapped. */
  isAlone?: boolean;
}

/** A question as people see it: numbered lines, how to answer, and a card to tap. */
export function showQuestion(asking: Asking): { text: string; card: Omit<Card, 'taskId'> } {
  const { id, text, choices, isAlone } = asking;
  const isYesOrNo = choices.some(({ says }) => says === 'yes');
  const [title = '', ...more] = text.split('\n');
  const lines = isYesOrNo ? [] : choices.map(({ label }, i) => `${i + 1}. ${label}`);
  const how = isYesOrNo ? howTo(asking, '回复「是」「不是」', '是') : howTo(asking, '回复数字', '1');
  const labels = choices.map(({ label }, i) => (isYesOrNo ? label : `${i + 1} ${shorten(label)}`));
  const card = { title, ...(isAlone ? { text: [...more, ...lines].join('\n') } : {}) };
  return {
    text: [text, ...lines, ...(isAlone ? [] : [how])].join('\n'),
    card: { ...card, ...(labels.length > MOST_BUTTONS ? asList(id, labels) : asButtons(id, labels)) },
  };
}

/** The number of the choice that was tapped, and of its question; undefined: the tap answers no question. */
export function tappedChoice({
  key,
  selected,
}: {
  key: string;
  selected?: Record<string, string[]>;
}): { questionId: number; index: number | undefined } | undefined {
  const parts = /^choice:(\d{1,15})(?::(\d{1,3}))?$/.exec(key);
  if (!parts) return undefined;
  const index = parts[2] ?? selected?.[LIST_KEY]?.[0];
  return { questionId: Number(parts[1]), index: index === undefined ? undefined : Number(index) };
}

function asButtons(id: number, labels: string[]): Pick<Card, 'buttons'> {
  return { buttons: labels.map((text, i) => ({ text, key: `choice:${id}:${i}` })) };
}

function asList(id: number, labels: string[]): Pick<Card, 'buttons' | 'vote'> {
  const options = labels.map((text, i) => ({ id: `${i}`, text }));
  const submit = { text: '就选它', key: `choice:${id}` };
  return { buttons: [], vote: { questionKey: LIST_KEY, isMultiple: false, options, submit } };
}

function shorten(label: string): string {
  return label.replace(BY_THE_WAY, '').trim() || label;
}

function howTo({ chatId, botName, mayLackButtons }: Asking, answer: string, example: string): string {
  const how = mayLackButtons ? answer : `点按钮，或${answer}`;
  return `${how}，例如：${chatId === null ? '' : `@${botName} `}${example}（十分钟内有效）`;
}
