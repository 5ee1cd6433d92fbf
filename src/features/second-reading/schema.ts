import { z } from 'zod';
import { makeDay, partsOf } from '../../language/day.ts';
import type { Intent } from '../../language/reading.ts';

/** What a model may propose. Roles, the calendar, other people's activities: nobody is asked whether they meant that. */
export const PROPOSABLE = [
  'register',
  'cancel',
  'list',
  'create_activity',
  'log_service',
  'log_donation',
  'meeting_leave',
  'meeting_create',
  'meeting_change',
  'summary',
  'help',
  'none',
] as const satisfies readonly Intent[];

/** Of the late job. */
export const orderSchema = z.object({
  /** As typed, phone and identity card numbers masked; so is the quote. */
  text: z.string(),
  quote: z.string().exactOptional(),
  /** When it was typed, ISO. */
  at: z.string(),
  /** Row of the request it counts as. */
  requestId: z.int(),
});
export type Order = z.infer<typeof orderSchema>;

const MOST_DAYS = 31;
const MOST_PEOPLE = 30;
const MOST_ITEMS = 20;

// Refined, not declared: a service that checks the schema itself may know no lengths and formats.
const words = z.string().refine((text) => text.trim() !== '' && text.length <= 60);
const day = z.string().refine(isDay);
const time = z.string().refine((text) => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text));
const people = z.number().refine((count) => Number.isInteger(count) && count > 0);
const amount = z.number().refine((value) => value > 0);
const item = z.strictObject({ item: words, qty: amount.nullable(), unit: words.nullable() });

const proposal = z.strictObject({
  intent: z.enum(PROPOSABLE),
  dates: z.array(day).refine((all) => all.length <= MOST_DAYS),
  time: z.array(time).refine((all) => all.length <= 2),
  keyword: words.nullable(),
  place: words.nullable(),
  people: z.array(words).refine((all) => all.length <= MOST_PEOPLE),
  self: z.boolean().nullable(),
  count: people.nullable(),
  hours: amount.nullable(),
  items: z.array(item).refine((all) => all.length <= MOST_ITEMS),
  amount: amount.nullable(),
  period: z.array(day).refine((all) => all.length === 0 || all.length === 2),
  reason: words.nullable(),
});
export type Proposal = z.infer<typeof proposal>;

const UNSAID = {
  ...{ dates: [], time: [], keyword: null, place: null, people: [], self: null, count: null, hours: null },
  ...{ items: [], amount: null, period: [], reason: null },
};

/** What a model may answer with, and no more. Services that know no schema leave out what is not said. */
export const answerSchema = z.preprocess(
  (value) => (typeof value === 'object' && value !== null ? { ...UNSAID, ...value } : value),
  proposal,
);

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const { year, month, date } = partsOf(text);
  return makeDay(year, month, date) === text;
}
