import type { Button, Card } from '../../../../bot/reply.ts';
import type { Day } from '../../../../language/day.ts';

export type CardContent = Omit<Card, 'taskId'>;

export interface CardAround {
  now: Date;
  today: Day;
  zone: string;
}

/** Under which the days ticked on a card come back. */
export const DAYS_KEY = 'days';
export const OTHERS: Button = { text: '看其他活动', key: 'open:' };
