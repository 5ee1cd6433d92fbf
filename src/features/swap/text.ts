import type { Card } from '../../bot/reply.ts';
import type { Day } from '../../language/day.ts';
import { nameOccurrence } from '../activity/usecase/describe.ts';
import type { Exchange, Swap, SwapPerson } from './types.ts';

export function nameOf({ name, userid }: SwapPerson): string {
  return name ?? userid ?? '';
}

/** `6月5日(周五)7:30 交通劝导 路口2`; `… 换你的 6月12日(周五)7:30 …` */
export function nameExchange({ given, taken }: Exchange, today: Day, whose: string): string {
  const own = nameOccurrence(given.occurrence, today);
  return taken ? `${own} 换${whose}${nameOccurrence(taken.occurrence, today)}` : own;
}

/** What the one asked is told. */
export function askText({ asker, other }: Swap, exchange: Exchange, { today, botName }: Telling): string {
  const who = nameOf(asker);
  const what = exchange.taken
    ? `想和你换班：${nameExchange(exchange, today, '你的 ')}`
    : `想请你顶班：${nameExchange(exchange, today, '')}`;
  return `${nameOf(other)}，${who}${what}。同意请发：@${botName} 同意换班；不换请发：@${botName} 不换。你不回，班就不变。`;
}

export interface Telling {
  today: Day;
  botName: string;
}

/** To answer by a tap. */
export function askCard({ id, asker }: Swap, exchange: Exchange, today: Day): Omit<Card, 'taskId'> {
  return {
    title: exchange.taken ? `${nameOf(asker)}想和你换班` : `${nameOf(asker)}想请你顶班`,
    description: nameExchange(exchange, today, '你的 '),
    buttons: [
      { text: '同意', key: `swap-agree:${id}`, isPrimary: true },
      { text: '不换', key: `swap-decline:${id}` },
    ],
  };
}

/** What has been agreed, to either of them: `你去 6月12日…，陈静去 6月5日…`. */
export function agreedText({ asker, other }: Swap, { given, taken }: Exchange, today: Day): string {
  const first = `${nameOf(other)}去 ${nameOccurrence(given.occurrence, today)}`;
  return taken
    ? `${first}，${nameOf(asker)}去 ${nameOccurrence(taken.occurrence, today)}`
    : `${first}，${nameOf(asker)}不用去了`;
}
