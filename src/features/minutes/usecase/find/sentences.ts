import type { Stretch } from '../../../../language/sheet.ts';

/** One statement of the minutes: up to a stop, a line end or the next mark of a list. */
export interface Sentence extends Stretch {
  /** Stands behind a mark of a list: `1.`, `（二）`, `①`, `三是`. */
  isListed: boolean;
  /** What kind of mark that is; those of one list have the same. */
  mark: string;
}

const STOP = /[。;；!！?？\n]/;
/** At the head of a line or behind a stop. */
const MARK_AT_HEAD =
  /^\s*(?:[-*•·▪●○◆■□✓√➢]{1,3}\s?|\(?\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?(?:[.、)]\s?(?!\d)|[.、)](?=\d{1,2}月))|[\u2460-\u2473\u2776-\u277f\u3220-\u3229]\s?|第?[一二三四五六七八九十]{1,2}(?:是|[,，:：])|第[一二三四五六七八九十]{1,2}[点项条]?[,，:：、]?\s?|(?:其[一二三四五六])[,，:：]?)/;
/** Marks that part what is said in one breath. */
const MARK_WITHIN =
  /[\u2460-\u2473\u2776-\u277f]|(?<=[,，:：)])\s?(?:[一二三四五六七八九]是|第[一二三四五六七八九][,，]|(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、](?!\d))/g;

export const OWNER_LABEL =
  '(?:主要|具体|第一)?(?:责任人员?|负责人员?|牵头人|承办人|落实人|经办人|办理人|执行人|完成人|责任领导|责任单位|牵头单位|责任部门)';
export const TIME_LABEL =
  '(?:要求)?(?:完成|办理|落实|整改|截止|办结)(?:时限|时间|日期|期限)|时限(?:要求)?|期限|时间节点|时间要求|截止';
export const TASK_LABEL = '(?:主要|具体|重点)?(?:工作|任务)(?:任务|事项|内容)?|事项|待办(?:事项)?';
const GOES_ON = new RegExp(`^\\s*(?:${OWNER_LABEL}|${TIME_LABEL})\\s?(?:[:：]|为|是)`);
/** Nothing but until when: of what was said before. */
const ONLY_DUE =
  /^(?:都|均|以上|全部)?(?:要求|务必|必须|要)?(?:于|在)?[^,，\s]{2,12}(?:之?前|以前|内)(?:务必|必须|全部|都|要)?(?:完成|办好|办完|到位|落实|交齐|报齐)?$/;
const BEGINS = new RegExp(`^\\s*(?:${TASK_LABEL})\\s?[:：]`);

/** The statements of a normalised text in order; who does one and until when, told on a line below, belong to it. */
export function splitSentences(text: string): Sentence[] {
  return joinLabelled(
    text,
    splitAtStops(text).flatMap((piece) => splitWithin(text, piece)),
  );
}

function splitAtStops(text: string): Sentence[] {
  const pieces: Sentence[] = [];
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && !STOP.test(text.charAt(at))) continue;
    const piece = trimmed(text, start, at);
    if (piece) pieces.push(piece);
    start = at + 1;
  }
  return pieces;
}

function splitWithin(text: string, sentence: Sentence): Sentence[] {
  const said = text.slice(sentence.start, sentence.end);
  const starts = [...said.matchAll(MARK_WITHIN)].map(({ index }) => index).filter((index) => index > 0);
  if (starts.length === 0) return [sentence];
  return [0, ...starts].flatMap((from, i) => {
    const piece = trimmed(text, sentence.start + from, sentence.start + (starts[i] ?? said.length));
    if (!piece) return [];
    return [i === 0 && sentence.isListed ? { ...piece, isListed: true, mark: sentence.mark } : piece];
  });
}

/** Without the mark of a list and blanks around; undefined where nothing is left. */
function trimmed(text: string, start: number, end: number): Sentence | undefined {
  const said = text.slice(start, end);
  const mark = MARK_AT_HEAD.exec(said)?.[0] ?? '';
  const body = said.slice(mark.length);
  const from = start + mark.length + (body.length - body.trimStart().length);
  const to = start + said.trimEnd().length;
  return to > from ? { start: from, end: to, isListed: mark.trim() !== '', mark: kindOf(mark) } : undefined;
}

/** `1.` and `2.` are of one kind, `一、` and `（1）` of others. */
function kindOf(mark: string): string {
  return mark
    .replace(/\s/g, '')
    .replace(/\d+/g, '1')
    .replace(/[一二三四五六七八九十]+/g, '一')
    .replace(/[\u2460-\u2473\u2776-\u277f\u3220-\u3229]/g, '①')
    .replace(/[、.]/g, '.');
}

function joinLabelled(text: string, sentences: readonly Sentence[]): Sentence[] {
  const joined: Sentence[] = [];
  for (const sentence of sentences) {
    const said = text.slice(sentence.start, sentence.end);
    const last = joined.at(-1);
    const lastSaid = last ? text.slice(last.start, last.end) : '';
    const isOwnerFirst = BEGINS.test(said) && GOES_ON.test(lastSaid);
    const isAbout = GOES_ON.test(said) || (ONLY_DUE.test(said) && !sentence.isListed);
    if (last && !BEGINS.test(said) && isAbout) last.end = sentence.end;
    else if (last && isOwnerFirst) last.end = sentence.end;
    else joined.push({ ...sentence });
  }
  return joined;
}
