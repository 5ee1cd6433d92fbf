import { readFacts } from './facts.ts';
import { isMeeting } from './intent/words.ts';
import { read } from './read.ts';
import type { Fields, Reading, ReadingContext } from './reading.ts';
import { normalise } from './text.ts';

/** What an announcement says besides its day. */
const ANNOUNCES = /报名|招募|名额|集合|会议|例会|请假|已发布|时间:|地点:/;
/** Said before the words to read them as words about something; what it says itself is left out again. */
const ABOUT_MEETING = '例会 ';
const ABOUT_ACTIVITY = '护考 ';
const DEED_DONE = '补录 护考 ';
/** 完成 3小时, 我做了两个小时: what was announced has been done. */
const HAS_DONE = /^(?:我们?|咱们?|都|已经?|\s){0,4}(?:完成|做完|做了|干完|干了|忙了|站了|服务了|结束了)/;

/**
 * Reads a message that quotes another. To an announcement the bare words are an order (我去, 来不了, 请假, 完成 3小时): they are read as
 * if its subject stood before them. Any other quote changes nothing.
 */
export function readQuoting(text: string, context: ReadingContext): Reading[] {
  const own = read(text, context);
  const { quote } = context;
  if (quote === undefined || !isAnnouncement(quote)) return own;
  const isOfMeeting = isMeeting(quote);
  if (own[0]?.intent !== 'none') return isOfMeeting ? own : own.map(leaveAsCancel);
  const about = isOfMeeting ? ABOUT_MEETING : HAS_DONE.test(normalise(text).text.trim()) ? DEED_DONE : ABOUT_ACTIVITY;
  return read(about + text, context).map((reading) => withoutPrefix(reading, about.length));
}

/** 请假 to an activity: one does not come. */
function leaveAsCancel(reading: Reading): Reading {
  if (reading.intent !== 'meeting_leave' || reading.keyword !== undefined) return reading;
  const { reason: _, ...rest } = reading;
  return { ...rest, intent: 'cancel' };
}

function isAnnouncement(quote: string): boolean {
  const { text } = normalise(quote);
  return ANNOUNCES.test(text) && readFacts(text.slice(0, 500), []).dates.length > 0;
}

function withoutPrefix(reading: Reading, length: number): Reading {
  const spans = reading.spans
    .filter(({ end }) => end > length)
    .map(({ field, start, end }) => ({ field, start: Math.max(0, start - length), end: end - length }));
  const said = new Set(spans.map(({ field }) => field));
  const { keyword, ...rest } = reading;
  const fields: Fields = keyword !== undefined && said.has('keyword') ? { keyword } : {};
  return { ...rest, ...fields, spans };
}
