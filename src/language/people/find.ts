import { matchesOf } from '../search/matches.ts';
import { createSieve } from '../search/sieve.ts';
import { pattern, type Sheet, type Stretch } from '../sheet.ts';
import { isCalled } from './called.ts';
import { BEFORE_DEED, BEFORE_ME, BEFORE_PLUS, namesBefore } from './inner.ts';
import { type Certainty, canFollow, isStandingName, nameEnd, skipTitle, wholeNameEnd } from './name.ts';
import { findRosterNames } from './roster.ts';
import { OF_A_PERSON, OF_ONE_CALLED, PREDICATE, SLOTS, SURELY_OF_A_PERSON } from './slot.ts';

export interface NameToken extends Stretch {
  name: string;
}

const sift = createSieve(SLOTS);
const LONG_LIST = 20;
const START = pattern('(?:^|[\\s,，。;；:：!！?？()（）、\\n]|{DTPRCFXHLMUO})(?=[\\u4e00-\\u9fff])', 'g');
const UNREAD = /([\u4e00-\u9fff]{2,5}(?:·[\u4e00-\u9fff]{2,6})?|[A-Z][a-z]{1,11})(?=\s?[、,，也都各每三四五六])/y;
const SEPARATOR =
  /(?:\s?[、,&+/]\s?|\s|和|与|跟|及|同|以及|还有|\s?@)(?:我(?:自己)?(?:\s?[、,&+]\s?|和|与|跟|及|同))?/y;

/** A name that holds a day, so that it is read before dates are: 周三立, 王国庆, 万初八, 秦秋分. */
const DATED =
  /^周(?:[一二三四五六日].|全)$|^.{1,2}(?:国庆|中秋|清明|元旦|春节|端午|重阳|腊八|立春|冬至|夏至|秋分|春分|小满|[五六七八]一|五四|[正腊]月|初[一二三四五六七八九十]|十五|廿.)$/;

/** The days of such names, behind a character that could be a surname. */
const HOLDS_DAY =
  /周(?:[一二三四五六日][\u4e00-\u9fff]|全)|[\u4e00-\u9fff](?:国庆|中秋|清明|元旦|春节|端午|重阳|腊八|立春|冬至|夏至|秋分|春分|小满|[五六七八]一|五四|[正腊]月|初[一二三四五六七八九十]|十五|廿)/;

/** Names such as 周三立 and 王国庆, which hold a date. Run before dates are read. */
export function scanDatedNames(sheet: Sheet, roster: ReadonlySet<string>): NameToken[] {
  if (!HOLDS_DAY.test(sheet.text)) return [];
  return scanNames(sheet, roster, (name) => DATED.test(name));
}

/** Everyone named, in order, each claimed. */
export function scanNames(
  sheet: Sheet,
  roster: ReadonlySet<string>,
  isWanted: (name: string) => boolean = () => true,
): NameToken[] {
  const tokens: NameToken[] = [];
  tokens.push(...claimNames(sheet, findRosterNames(sheet, roster), isWanted));
  let skeleton = sheet.skeleton();
  for (const { regexp, certainty, needs, isWhole } of sift(sheet.text)) {
    let readUntil = 0;
    const known = tokens.length;
    for (const match of matchesOf(regexp, skeleton)) {
      if (match.index < readUntil) continue;
      const list = readList(skeleton, match.index + match[0].length, { certainty, roster, isWhole });
      const end = list.at(-1)?.end;
      readUntil = end ?? readUntil;
      if (end !== undefined && (!needs || needs.test(skeleton.slice(end, end + 24))))
        tokens.push(...claimNames(sheet, list, isWanted));
    }
    if (tokens.length > known) skeleton = sheet.skeleton();
  }
  for (const said of [BEFORE_ME, BEFORE_DEED])
    tokens.push(...claimNames(sheet, namesBefore(sheet.skeleton(), said, roster), isWanted));
  tokens.push(...claimNames(sheet, namesBefore(sheet.text, BEFORE_PLUS, roster), isWanted));
  tokens.push(...claimNames(sheet, namesAtStarts(sheet.skeleton(), roster), isWanted));
  return tokens.sort((a, b) => a.start - b.start);
}

/** Claims those of the names that are still free, if one is wanted. */
function claimNames(sheet: Sheet, found: readonly NameToken[], isWanted: (name: string) => boolean): NameToken[] {
  // 周日升和伍月: who stands in a list with one wanted is wanted too.
  if (!found.some(({ name }) => isWanted(name))) return [];
  return found.filter(({ start, end }) => {
    if (!sheet.isFree(start, end)) return false;
    sheet.claim('name', start, end);
    return true;
  });
}

interface ListOptions {
  certainty: Certainty;
  roster: ReadonlySet<string>;
  isWhole?: boolean | undefined;
}

/** Names from `at` on, parted by 、 和 and the like. */
export function readList(text: string, at: number, { certainty, roster, isWhole }: ListOptions): NameToken[] {
  const tokens: NameToken[] = [];
  let start = at;
  let current = certainty;
  while (tokens.length < 400) {
    const whole = isWhole ? wholeNameEnd(text, start, current, roster) : undefined;
    const end =
      whole ??
      nameEnd(text, start, current, roster) ??
      (tokens.length > 0 ? unreadEnd(text, start, roster) : undefined);
    if (end === undefined) break;
    const token = { name: text.slice(start, end), start, end: skipTitle(text, end) };
    tokens.push(token);
    SEPARATOR.lastIndex = token.end;
    const separator = SEPARATOR.exec(text);
    if (!separator) break;
    // Of what is listed behind one name, the rest are names too.
    if (certainty !== 'named') current = nextCertainty(separator[0], current, certainty);
    start = token.end + separator[0].length;
  }
  return tokens;
}

function nextCertainty(separator: string, current: Certainty, first: Certainty): Certainty {
  if (/[、&]/.test(separator) || (current === 'sure' && !/[,\s]/.test(separator))) return 'sure';
  return /[和与跟及]/.test(separator) && first === 'likely' ? 'apt' : first;
}

/** A name of no known kind in the midst of a list of names: 阿依古丽 of 王芳、阿依古丽、李强. */
function unreadEnd(text: string, at: number, roster: ReadonlySet<string>): number | undefined {
  UNREAD.lastIndex = at;
  const found = UNREAD.exec(text);
  if (!found || !/[、,，]$/.test(text.slice(0, at).trimEnd())) return undefined;
  const end = at + (found[1] ?? '').length;
  const rest = text.slice(end);
  const next = /^\s?[、,，]\s?/.exec(rest)?.[0].length;
  const isFollowed = next === undefined ? false : nameEnd(text, end + next, 'likely', roster) !== undefined;
  return isFollowed || /^(?:也|都|各|每人|[三四五六]人|[三四五六]位)/.test(rest) ? end : undefined;
}

/** Names that begin a clause: several in a list, one alone between separators, or one of whom something is said. */
function namesAtStarts(text: string, roster: ReadonlySet<string>): NameToken[] {
  const tokens: NameToken[] = [];
  let readUntil = 0;
  for (const match of matchesOf(START, text)) {
    const at = match.index + match[0].length;
    if (at < readUntil) continue;
    const { list, end } = readStart(text, at, roster);
    readUntil = Math.max(readUntil, end);
    const [first] = list;
    if (
      first &&
      (list.length > 1 || isAlone(text, first.end) || isOfPerson(text, first.end) || isReferredTo(text, first.end))
    ) {
      tokens.push(...list);
      continue;
    }
    const alone = aloneEnd(text, at, roster);
    if (alone !== undefined) tokens.push({ name: text.slice(at, alone), start: at, end: alone });
  }
  return tokens;
}

/** Likely names; also unlikely ones of whom is said what can only be said of a person. `end`: how far it has read. */
function readStart(text: string, at: number, roster: ReadonlySet<string>): { list: NameToken[]; end: number } {
  const likely = readList(text, at, { certainty: 'likely', roster });
  const last = likely.at(-1);
  const usual = { list: likely, end: likely.length > 1 && last ? last.end : at };
  if (last && !/[和跟与及、&]/.test(text.charAt(last.end))) return usual;
  const sure = readList(text, at, { certainty: 'sure', roster });
  if (last && sure.length <= likely.length) return usual;
  const end = sure.at(-1)?.end ?? at;
  const isMeant =
    OF_A_PERSON.test(text.slice(end, end + 14)) || (sure.length > 1 && COUNTED.test(text.slice(end, end + 14)));
  if (isMeant) return { list: sure, end: sure.length > 1 ? end : at };
  if (last) return usual;
  const [word] = readList(text, at, { certainty: 'named', roster });
  const rest = word ? text.slice(word.end, word.end + 28) : '';
  const isSurely =
    word &&
    (SURELY_OF_A_PERSON.test(rest) ||
      (isCalled(word.name) && (OF_ONE_CALLED.test(rest) || REFERS_TO.test(text.slice(word.end)))));
  // What is not meant is read once, be it ever so long.
  return { list: isSurely ? [word] : [], end: sure.length > LONG_LIST ? end : at };
}

/** Behind a list of people: the end, or what each did. */
const COUNTED = pattern('^(?=\\n)|^\\s?(?:$|[,，。;；]|{CH}|{RD}{0,9}各|每人|都|一起)');

/** 她 of 孟三手机没电了，他也报: whoever the message begins with. */
const REFERS_TO =
  /[,，。;；!！\s][^,，。;；!！\s]{0,8}(?:[帮替给把让]|别算|去掉|算上|划掉|加上|带上|^)[他她]|[,，。;；!！\s][他她](?:也|要|想|能|说|值|有|得|在|去|来|报|不|没)/;

function isReferredTo(text: string, end: number): boolean {
  return REFERS_TO.test(text.slice(end, end + 40));
}

function isOfPerson(text: string, end: number): boolean {
  return PREDICATE.test(text.slice(end, end + 8)) || OF_A_PERSON.test(text.slice(end, end + 14));
}

const ALONE = pattern('^(?:$|[\\s,，。;；:：!！?？()（）、\\n\\d]|{DTPRCFXHLUO})');

const STANDING = pattern(
  '([\\u4e00-\\u9fff]{2,3}?)(?=$|[\\s,，。;；!！()（）、\\n]|{DTPRCFXHLUON}|\\d{2,6}(?:元|块|[\\s,，、。]|$)|[一二两三四五六七八九十百千]{1,6}[元块])',
  'y',
);

/** Of somebody who stands between signs. */
function aloneEnd(text: string, at: number, roster: ReadonlySet<string>): number | undefined {
  STANDING.lastIndex = at;
  const name = STANDING.exec(text)?.[1];
  return name !== undefined && isStandingName(name, roster) ? at + name.length : undefined;
}

function isAlone(text: string, end: number): boolean {
  return canFollow(text, end) && ALONE.test(text.charAt(end));
}
