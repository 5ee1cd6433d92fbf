import { rosterSet } from '../../../../language/people/roster.ts';
import type { Stretch } from '../../../../language/sheet.ts';
import { normalise } from '../../../../language/text.ts';
import { splitSentences } from './sentences.ts';

const LONGEST_TEXT = 30_000;
const LONGEST = 200;
const SHORTEST = 2;
/** Of what stands before 会议一致同意: less is no proposal. */
const LEAST_BEFORE = 5;
const WHO =
  '(?:本次|此次)?(?:会议|大会|全会|支委会|支部(?:委员会|大会)?|理事会|大家|全体(?:党员|支委|人员|同志|委员)?|与会(?:人员|同志|者)?|到会(?:人员|同志)?|开会|会上)';
const HOW =
  '(?:经(?:过)?)?(?:认真|充分|集体|民主)*(?:研究|讨论|商议|商量|协商|审议|表决|投票|举手|酝酿)*(?:后|并)?[,，]?(?:最后|最终|一致|全票|原则上?)*';
/** `会议决定…`: only leads up to what was decided. */
const LEADS = new RegExp(
  `(?:${WHO}${HOW}(?:决定|确定|议定|商定|明确|定下)|(?:研究|讨论|一致|集体)(?:决定|议定|商定|确定)|(?:^|[,，])(?:最后|最终)?(?:决定|商定|议定)|(?:^|[,，\\s])(?:会议)?(?:决议|决定|议定)(?:事项|内容)?(?:如下)?\\s?[:：])\\s?了?(?:如下)?[,，:：]?\\s?`,
  'g',
);
/** `一致同意…`: says itself how it was decided. */
const SAYS = new RegExp(
  `(?:${WHO}${HOW}|(?:一致|全票|全体|大家都?|举手|表决|投票|审议(?:并)?|讨论)(?:一致)?(?:表决|投票)?|原则上?(?:一致)?)(?:同意|通过|赞成)(?:了)?|(?:^|[,，])(?:同意|通过)了?(?=[^,，]{3})`,
  'g',
);
const COUNTED = /定(?:了|下)?(?:[两二三四五六七八九]|几)(?:件事|条|点|项)[:：,，]\s?/g;
const HEADER =
  /^(?:会议|本次会议|支部)?(?:决议|决定|议定|商定|确定|通过)(?:事项|内容|如下|以下)*(?:[两二三四五六七八九\d]+[项条点件]事?)?(?:如下)?\s?[:：]?$/;
/** 三项任务: only how many. */
const COUNT_ONLY = /^[两一二三四五六七八九十\d]+[项条点件][^,，]{0,6}$/;
/** Not decided, or not here and now. */
const NOT_BEFORE =
  /(?:没有?|未|不|还没|尚未|暂不|是否|能否|建议|提议|如果|要是|待|等|上次|上一?次会议|上周|原来|曾|去年|上级|街道|区委|市委|县委|中央|公司|学校)\s?$/;
const NOT_BEHIND = /^(?:不了|权|性|于|书|了?解|知|意见|吗|的(?:事|问题|方案)(?:还|没|未))/;

/** What a text says was decided, in its own words and order. Pure; nothing is made up. */
export function findDecisions(typed: string, { roster }: { roster: readonly string[] }): string[] {
  const { text, offsets } = normalise(typed.slice(0, LONGEST_TEXT));
  const raw = ({ start, end }: Stretch) => typed.slice(offsets[start] ?? 0, (offsets[end - 1] ?? 0) + 1);
  const found = stretchesIn(text, rosterSet(roster)).map((stretch) => tidy(raw(stretch)));
  return [...new Set(found)].filter(
    (said) => (said.match(/\p{L}/gu)?.length ?? 0) >= SHORTEST && !COUNT_ONLY.test(said),
  );
}

function stretchesIn(text: string, roster: ReadonlySet<string>): Stretch[] {
  const found: Stretch[] = [];
  /** Kind of mark of the list below `会议决定：`; '' before its first item. */
  let list: string | undefined;
  for (const sentence of splitSentences(text)) {
    const said = text.slice(sentence.start, sentence.end);
    if (HEADER.test(said)) {
      list = '';
      continue;
    }
    const own = decisionsIn(said, roster).map(({ start, end }) => ({
      start: sentence.start + start,
      end: sentence.start + end,
    }));
    if (own.length > 0) found.push(...own);
    const isItem = sentence.isListed && list !== undefined && (list === '' || list === sentence.mark);
    if (own.length === 0 && isItem) found.push(sentence);
    list = endsInCue(said) ? '' : isItem ? sentence.mark : undefined;
  }
  return found;
}

/** What was decided is the list that follows. */
function endsInCue(said: string): boolean {
  const isLast = ({ index, 0: cue }: RegExpExecArray) =>
    /^\s?[:：]?$/.test(said.slice(index + cue.length)) && (/[:：]$/.test(said) || index < LEAST_BEFORE);
  return [LEADS, SAYS, COUNTED].some((cue) => [...said.matchAll(cue)].some(isLast));
}

/** Each from its cue to the next one, or to the end of the sentence. */
function decisionsIn(said: string, roster: ReadonlySet<string>): Stretch[] {
  const leads = [...said.matchAll(LEADS), ...said.matchAll(COUNTED)].map((match) => ({
    match,
    from: match.index + match[0].length,
  }));
  const says = [...said.matchAll(SAYS)].map((match) => ({
    match,
    from: match.index + (/^[,，\s]*/.exec(match[0])?.[0].length ?? 0),
  }));
  const cues = [...leads, ...says]
    .filter(({ match }) => isDecided(said, match, roster))
    .sort((a, b) => a.match.index - b.match.index)
    .filter(
      (cue, i, all) => !all.some((other, j) => j < i && other.match.index + other.match[0].length > cue.match.index),
    );
  return cues.flatMap(({ match, from }, i) => {
    const end = cues[i + 1]?.match.index ?? said.length;
    const isBare = /^[\s,，:：]*$/.test(said.slice((match.index ?? 0) + match[0].length, end));
    if (!isBare) return [{ start: from, end }];
    // 关于购买雨衣的提议，会议一致同意: what was decided stands before.
    const before = said.slice(0, match.index).replace(/[\s,，:：]+$/, '');
    return /[:：]$/.test(said) || before.length < LEAST_BEFORE || i > 0 ? [] : [{ start: 0, end }];
  });
}

function isDecided(said: string, match: RegExpExecArray | RegExpMatchArray, roster: ReadonlySet<string>): boolean {
  const at = match.index ?? 0;
  const [before, behind] = [said.slice(0, at), said.slice(at + match[0].length)];
  const cue = match[0].replace(/^[,，\s]+/, '');
  if (NOT_BEFORE.test(before) || NOT_BEHIND.test(behind) || /[吗?？]$/.test(said)) return false;
  if (/(?:不|未|没有?)(?:同意|通过)/.test(said.slice(Math.max(0, at - 2), at + match[0].length + 2))) return false;
  // 李强决定不去了: one person's mind.
  const isOnePersons = [2, 3, 4].some((length) => roster.has(before.slice(-length)));
  return !isOnePersons || /会议|大家|全体|一致/.test(cue);
}

function tidy(said: string): string {
  const plain = said.replace(/\s+/g, ' ').replace(/^[\s,，:：、]+|[\s,，:：、;；。.]+$/g, '');
  return [...plain].slice(0, LONGEST).join('');
}
