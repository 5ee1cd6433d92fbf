import type { DateToken } from './date/token.ts';
import { type Day, makeDay, partsOf } from './day.ts';
import { readFacts } from './facts.ts';
import { BUILDERS } from './fields/build.ts';
import type { Fields, Intent, Reading, ReadingContext } from './reading.ts';
import { normalise } from './text.ts';

/** Fields that follow from the whole line and say nothing when a piece alone is read. */
const OF_WHOLE_LINE = ['self', 'metric', 'reason', 'isMine', 'isPlaces'] as const;

/**
 * What a piece of a message (`周五`, `29号`, `王芳和陈静`) says where the order is known, and only what it says. A day without a
 * month lies in the month of `near`.
 */
export function readPiece(intent: Intent, text: string, context: ReadingContext, near?: Day): Fields {
  const facts = readFacts(normalise(text).text, context.roster);
  const dates = near === undefined ? facts.dates : facts.dates.map((token) => inMonthOf(near, token, context.today));
  const candidate = { intent, weight: 1, start: 0, end: 0 };
  const draft = BUILDERS[intent]?.({ facts: { ...facts, dates }, context, candidate });
  const fields: Fields = { ...draft?.fields };
  const isSelfSaid = /我/.test(facts.text) || fields.people !== undefined;
  for (const field of OF_WHOLE_LINE) if (field !== 'self' || !isSelfSaid) delete fields[field];
  return fields;
}

/** The reading with what a later piece said in place of what it said before. */
export function amend(reading: Reading, piece: Fields): Reading {
  const amended = { ...reading, ...piece };
  if (piece.dates && !piece.warnings) delete amended.warnings;
  // Whoever is named anew comes in place of everybody named or counted before.
  if (piece.people && piece.count === undefined) {
    delete amended.count;
    delete amended.companions;
  }
  return amended;
}

function inMonthOf(near: Day, token: DateToken, today: Day): DateToken {
  const { part } = token;
  if (part.kind !== 'monthless' || part.monthsOn !== undefined || token.link) return token;
  const { year, month } = partsOf(near);
  const day = makeDay(year, month, part.date);
  if (day === undefined || (day < today && near >= today)) return token;
  return { ...token, part: { kind: 'monthDay', year: { year }, month, date: part.date } };
}
