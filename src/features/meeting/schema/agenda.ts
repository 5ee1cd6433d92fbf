import { z } from 'zod';
import { escapeMarkdown } from '../../../bot/markdown.ts';
import { missingPiece } from '../../../errors.ts';
import { resolveDates } from '../../../language/date/resolve.ts';
import { scanDates } from '../../../language/date/scan.ts';
import type { Day } from '../../../language/day.ts';
import { createSheet } from '../../../language/sheet.ts';
import type { Meeting } from '../types.ts';
import { namedIn } from '../usecase/find.ts';
import { refuseUnreadDay } from './meeting.ts';

export const undoPointSchema = z.object({ point: z.number(), to: z.enum(['open', 'withdrawn']) });

export const undoCarrySchema = z.object({ points: z.array(z.number()), holding: z.number() });

export interface PointSaid {
  /** Names the meeting; undefined: the next of all. */
  keyword: string | undefined;
  days: Day[];
  text: string;
}

/** `6月9日例会 护考车辆安排`: a first word that is nothing but a day and a meeting says where. */
export function readPoint(said: string, today: Day, meetings: readonly Meeting[]): PointSaid {
  const [, first = '', rest = ''] = /^([^\s:：,，]+)[\s:：,，]+(.+)$/.exec(said.trim()) ?? [];
  const named = namedIn(meetings, first);
  const { days, warnings } = resolveDates(scanDates(createSheet(first)), today, 'future');
  const isPlace = rest !== '' && named !== undefined && (named.rest === '' || days.length > 0 || warnings.length > 0);
  if (!isPlace) return { keyword: undefined, days: [], text: checked(said) };
  refuseUnreadDay({ dates: days, warnings });
  const isDay = named.rest !== '';
  return { keyword: named.meeting.title, days: isDay ? days : [], text: checked(rest) };
}

function checked(text: string): string {
  const escaped = escapeMarkdown(text.replace(/[。.\s]+$/, ''));
  if (escaped.length < 2) throw missingPiece('请写上要议的事，例如：议题 护考车辆安排');
  return escaped;
}
