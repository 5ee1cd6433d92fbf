import type { Reply } from '../../bot/reply.ts';
import type { Day } from '../../language/day.ts';
import { nameOccurrence } from '../activity/usecase/describe.ts';
import { agreedText, nameExchange, nameOf, type Telling } from './text.ts';
import type { Swap } from './types.ts';
import type { Answered } from './usecase/answer.ts';
import type { Asked } from './usecase/ask.ts';

const MOST_SHOWN = 9;

export function askedReply(asked: Asked, { today }: Telling): Reply {
  if (asked.kind === 'asked') {
    const { swap, exchange } = asked;
    const what = exchange.taken
      ? `已经去问${nameOf(swap.other)}：${nameExchange(exchange, today, 'TA 的 ')}，换不换。`
      : `已经去问${nameOf(swap.other)}，请 TA 顶：${nameExchange(exchange, today, '')}。`;
    return { text: `${what}\nTA 同意了我告诉你；没同意以前，班还是你的。不换了请发：撤回换班` };
  }
  const { whose, other, candidates, given } = asked;
  const keyOf = (id: number): string =>
    `swap:${JSON.stringify(given ? { g: given.id, t: id, o: other.id } : { g: id, o: other.id })}`;
  return {
    text: whose === 'mine' ? '你要换哪一班？' : `要换${nameOf(other)}的哪一班？`,
    choices: candidates
      .slice(0, MOST_SHOWN)
      .map(({ id, occurrence }) => ({ label: nameOccurrence(occurrence, today), key: keyOf(id) })),
  };
}

/** `isTap`: on the card that was tapped. */
export function answeredReply(answered: Answered, { today }: Pick<Telling, 'today'>, isTap = false): Reply {
  const text = answeredText(answered, today);
  return isTap
    ? { text, card: { title: text, buttons: [] }, isUpdate: true, isForAll: true, isOnCard: true }
    : { text };
}

function answeredText(answered: Answered, today: Day): string {
  const { swap } = answered;
  switch (answered.kind) {
    case 'agreed':
      return `换好了：${agreedText(swap, answered.exchange, today)}。${nameOf(swap.asker)}会收到通知。`;
    case 'declined':
      return `好的，这次不换，已经告诉${nameOf(swap.asker)}。`;
    case 'void':
      return `换班撤回了，${nameExchange({ given: answered.exchange.given }, today, '')} 还是你的班。`;
    case 'gone':
      return '要换的班已经取消或变动了，这次不用换了。';
  }
}

/** Several questions wait: which is answered. */
export function whichReply(swaps: readonly Swap[], names: readonly string[], command: string): Reply {
  return {
    text: '有好几个换班在等，是哪一个？',
    choices: swaps.slice(0, MOST_SHOWN).map(({ id }, i) => ({ label: names[i] ?? '', key: `${command}:${id}` })),
  };
}
