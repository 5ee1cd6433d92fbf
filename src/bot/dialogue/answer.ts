import { parseNumber } from '../../language/number.ts';
import type { Choice } from '../reply.ts';

/** What a short line says in answer to a question. */
export type Answer =
  | { kind: 'choice'; choice: Choice }
  /** Declined, and no choice stands for that. */
  | { kind: 'declined' }
  /** A number there is no choice for. */
  | { kind: 'beyond'; number: number };

const NUMBER =
  /^(?:我?(?:选|要)|就)?\s*(?:第\s*)?(\d{1,2}|[一二两三四五六七八九十])\s*(?:个|号|项|条|场|位)?(?:吧|那个|那场|的)?[。.!！]?$/;
const LAST = /^(?:我?(?:选|要)|就)?最后(?:一个|那个|一项|一场|一位)(?:吧)?[。.!！]?$/;
const YES =
  /^(?:是|是的|是啊|是这个|就是|对|对的|对头|对呀|没错|正确|好|好的|好吧|行|可以|可以的|嗯|嗯嗯|确认|确定|同意|要|要的|办吧|报吧|就这样|就这么办|照办|ok|yes|y)[。.!！~～]*$/i;
const NO =
  /^(?:不|不是|不对|不用|不用了|不要|不要了|不必|不必了|算了|算了吧|先不|先不了|别|别了|取消操作|不行|否|没有|不确定|no|n)[。.!！~～]*$/i;
const ALL =
  /^(?:都要|全要|都报|全报|全部|都取消|全取消|全部取消|全部报名|都可以|都是|以上全部|以上都报|都选|全选)[。.!！~～]*$/;

/** Whether a line can only be the answer to a question: looked at before the question is looked for. */
export function isAnswerLike(text: string): boolean {
  return [NUMBER, LAST, YES, NO, ALL].some((regexp) => regexp.test(text));
}

/** The choice a line takes: by its number, by yes or no, by 最后一个, by 都要. */
export function answerOf(text: string, choices: readonly Choice[]): Answer | undefined {
  const said = YES.test(text) ? 'yes' : NO.test(text) ? 'no' : ALL.test(text) ? 'all' : undefined;
  const meant = said && choices.find(({ says }) => says === said);
  if (meant) return { kind: 'choice', choice: meant };
  if (said === 'no') return { kind: 'declined' };
  if (LAST.test(text)) return taken(choices.at(-1));
  const named = choiceNamed(text, choices);
  if (named) return { kind: 'choice', choice: named };
  const number = parseNumber(NUMBER.exec(text)?.[1] ?? '');
  if (number === undefined || choices.length === 0) return undefined;
  // 29号 is no number of a choice but a day.
  return taken(choices[number - 1]) ?? (/[号场]/.test(text) ? undefined : { kind: 'beyond', number });
}

const AROUND = /^(?:要|选|就|报|我要|我选|取消)|(?:那个|那场|那位|那天|这个|这场|的|吧|呢|[。.!！~～])+$/g;

/** The one choice whose line holds these words: 周五, 5号那场, 城区站那位. */
export function choiceNamed(text: string, choices: readonly Choice[]): Choice | undefined {
  const words = text
    .replace(AROUND, '')
    .replace(/号/g, '日')
    .replace(/星期|礼拜/g, '周')
    .trim();
  if (words.length < 2) return undefined;
  const named = choices.filter(({ label }) => holds(label, words));
  return named.length === 1 ? named[0] : undefined;
}

/** 5日 stands in 6月5日, not in 6月15日. */
function holds(label: string, words: string): boolean {
  const at = label.indexOf(words);
  return at >= 0 && !(/^\d/.test(words) && /\d$/.test(label.slice(0, at)));
}

function taken(choice: Choice | undefined): Answer | undefined {
  return choice && { kind: 'choice', choice };
}
