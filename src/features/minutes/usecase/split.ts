import type { Day } from '../../../language/day.ts';
import { normalise } from '../../../language/text.ts';
import { type Heading, readHeading } from './heading.ts';

/** The word people begin with, or end the heading with: 会议纪要, 6月1日例会纪要. */
const WORD = '(?:会议纪要|会议记录|会议记要|会议摘要|会议小结|纪要|记要)';
const LEAD = new RegExp(`^(.{0,30}?)${WORD}`);
const ADDING = new RegExp(`^\\s*(?:(?:补充|追加|续写?|接着记)\\s?(?:一下)?\\s?${WORD}|${WORD}\\s?(?:补充|追加))`);
/** Said to the bot, not of the meeting. */
const FILING =
  /^(?:[\s:：,，。;；]|(?:请|麻烦|帮我|帮忙)?(?:存一?下|存档|归档|归个档|入库|入档|留档|保存|收存|上传|补上|补交|补充|附上|整理好了?|整理完毕|如下|在此|在这儿?|发上来|贴这儿?)(?:一下|吧|了)?)+/;
const POLITE =
  /^(?:(?:请|麻烦|帮我|帮忙|把|将)?(?:上传|提交|录入|登记|保存|存|记一?下?|写|发|补|做|整)(?:一?下|一?个|一?份)?|把|将)\s?/;
const LEAST_LETTERS = 4;

/**
 * Which holding is named at the head of what was typed, and what remains to be kept; an empty body: nothing does.
 * Where the word stands far inside, the whole is the body. Pure.
 */
export function splitMinutes(typed: string, ground: { today: Day; titles: readonly string[] }): Heading {
  const { text, offsets } = normalise(typed);
  const lead = ADDING.exec(text) ?? LEAD.exec(text);
  if (!lead) return { days: [], title: undefined, body: typed.trim() };
  const rest = typed.slice(offsets[lead[0].length] ?? typed.length);
  const before = (lead[1] ?? '').replace(POLITE, '').replace(/的$/, '').trim();
  if (before === '') return withoutFiling(readHeading(rest.replace(/^[\s:：,，。]+/, ''), ground));
  const { days, title } = readHeading(before, ground);
  return withoutFiling({ days, title, body: rest });
}

function withoutFiling({ days, title, body: whole }: Heading): Heading {
  const body = whole.replace(FILING, '').trim();
  const letters = body.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return { days, title, body: letters < LEAST_LETTERS ? '' : body };
}
