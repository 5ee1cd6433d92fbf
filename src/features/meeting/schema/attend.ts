import { z } from 'zod';
import { groupNamed, namesIn } from '../../party/usecase/words.ts';
import type { Attendees } from '../types.ts';

type Audience = Extract<Attendees, { audience: string }>['audience'];

const EVERYBODY = '(?:全体|所有|全部|各位)?的?';
/** Words for a group of people; the first that fits the whole. */
const AUDIENCES: readonly [RegExp, Audience][] = [
  [new RegExp(`^${EVERYBODY}支委(?:会)?(?:成员|委员)?[和与及、]?${EVERYBODY}各?站?站长$`), 'committee_and_leads'],
  [new RegExp(`^${EVERYBODY}(?:支委(?:会)?(?:成员|委员)?|支部委员|班子成员)$`), 'committee'],
  [new RegExp(`^${EVERYBODY}(?:各站|服务站)?站长$`), 'leads'],
  [new RegExp(`^${EVERYBODY}(?:支部)?(?:正式)?党员(?:都来|都参加)?$`), 'party'],
];
const AS_USUAL = /^(?:按?默认|照旧|按规定|恢复默认|默认的人)$/;
const GROUP = /^(?:[\p{Script=Han}\d]{1,12}党小组|第?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:党?小)?组)$/u;

/** Who is to come, as said. */
export type AttendeesSaid =
  | { kind: 'usual' }
  | { kind: 'audience'; audience: Audience }
  | { kind: 'group'; name: string }
  | { kind: 'people'; names: string[] };

/** 全体党员, 支委和站长, 第二党小组, 张三、李四 */
export function readAttendees(text: string): AttendeesSaid {
  const said = text
    .replace(/(?:的?(?:成员|组员))$/, (word) => (/小?组(?:的?成员|的?组员)$/.test(text) ? '' : word))
    .trim();
  const bare = said.replace(/\s+/g, '');
  if (AS_USUAL.test(bare)) return { kind: 'usual' };
  const audience = AUDIENCES.find(([words]) => words.test(bare))?.[1];
  if (audience) return { kind: 'audience', audience };
  if (GROUP.test(bare)) return { kind: 'group', name: groupNamed(bare) };
  return { kind: 'people', names: namesIn(said) };
}

const id = z.int().positive();

/** Value of a button that completes the order. */
export const attendOrderSchema = z.object({
  meeting: id,
  people: z.array(z.union([z.string(), id])),
  isSure: z.boolean().optional(),
});
export type AttendOrder = z.infer<typeof attendOrderSchema>;
