import { z } from 'zod';
import { userError } from '../../errors.ts';
import { NUMERAL, parseNumber } from '../../language/number.ts';
import type { PartyStatus } from './types.ts';

/** Words for where a person stands, the longer ones first. */
const STATUSES: readonly [string, PartyStatus][] = [
  ['入党积极分子', 'activist'],
  ['入党申请人', 'applicant'],
  ['申请入党', 'applicant'],
  ['积极分子', 'activist'],
  ['预备党员', 'probationary'],
  ['中共党员', 'member'],
  ['正式党员', 'member'],
  ['党员', 'member'],
];
export const STATUS_WORDS = STATUSES.map(([word]) => word).join('|');
/** 第一党小组, 机关党小组, 一组 */
export const GROUP_WORDS = '[\\p{Script=Han}\\d]{1,12}党小组|第?(?:[一二三四五六七八九十]{1,3}|\\d{1,2})(?:党?小)?组';
const MOST_PEOPLE = 100;
const LONGEST_GROUP = 20;
const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

const status = z.enum(['none', 'applicant', 'activist', 'probationary', 'member']);
const id = z.int().positive();
const common = { people: z.array(z.union([z.string(), id])), isSure: z.boolean().optional() };

/** Value of a `party_…:` button: the whole order, a chosen person by the id. */
export const orderSchema = z.discriminatedUnion('do', [
  z.object({ ...common, do: z.literal('status'), status }),
  z.object({ ...common, do: z.enum(['join', 'leave', 'lead']), group: z.string() }),
]);

const placeSchema = z.object({ status, groupId: id.nullable() });

export const undoSchema = z.object({
  moved: z.array(z.object({ id, from: placeSchema, to: placeSchema })),
  group: z
    .object({ id, name: z.string(), isNew: z.boolean(), leadId: id.nullable(), formerLeadId: id.nullable() })
    .optional(),
});

/** What is kept of a group besides its name. */
export const factsSchema = z.object({ since: z.string().nullable(), leadId: id.nullable() });

export function statusNamed(word: string): PartyStatus {
  return STATUSES.find(([known]) => known === word)?.[1] ?? 'member';
}

/** 张三、李四和王五 → each once. @throws AppError `invalid_input` for too many. */
export function namesIn(text: string): string[] {
  const parts = text.split(/[、,，;；\s@]+|(?<=\p{Script=Han}{2})(?:和|及|以及|还有)(?=\p{Script=Han}{2})/u);
  const names = [...new Set(parts.filter((part) => part !== ''))];
  if (names.length > MOST_PEOPLE) throw userError('invalid_input', `一次最多写 ${MOST_PEOPLE} 个人，请分几条发。`);
  return names;
}

/** As it is kept: 1组 and 第一小组 are 第一党小组. @throws AppError `invalid_input` for a name too long. */
export function groupNamed(text: string): string {
  const numbered =
    new RegExp(`^第?(${NUMERAL})(?:党?小)?组$`).exec(text) ?? new RegExp(`^第?(${NUMERAL})党小组$`).exec(text);
  const number = numbered && parseNumber(numbered[1] ?? '');
  if (number && number < 100) return `第${chineseNumber(number)}党小组`;
  const name = /党小组$/.test(text) ? text : `${text.replace(/(?:小)?组$/, '')}党小组`;
  if (name.length > LONGEST_GROUP) throw userError('invalid_input', `党小组的名称太长了，最多 ${LONGEST_GROUP} 个字。`);
  return name;
}

/** 1 … 99 */
function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10);
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${DIGITS[value % 10]}`;
}
