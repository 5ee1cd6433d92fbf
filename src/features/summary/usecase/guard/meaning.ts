import type { FactKind, Figure } from '../../types.ts';
import type { Place } from './figure.ts';
import { FACT_GAP, FIGURE_GAP, MARK, type Part } from './sentence.ts';

/** Nouns right before a figure, and the units they are counted in. */
const COUNTED_IN: readonly { noun: RegExp; units: RegExp }[] = [
  { noun: /(时长|时间|小时)(为|计|达|共|共计|累计|总计)?$/, units: /^(小时|分钟|天)$/ },
  { noun: /(捐款|善款|款项|救助金)(为|计|达|共|共计|累计|总计)?$/, units: /^元$/ },
  { noun: /(?<!参加|参与|投入|投身)(活动|会议|例会)(为|计|达|共|共计|累计|总计)?$/, units: /^[场次项个期回]$/ },
  {
    noun: /(志愿者|群众|市民|居民|考生|人员|人士|老人|儿童|大家)(为|计|达|共|共计|累计|总计)?$/,
    units: /^(人|名|位|人次|户)$/,
  },
];
/** Who is counted in people, by whatever name: 考生及群众. */
const PEOPLE = /^(志愿者|群众|市民|居民|考生|人员|老人|儿童|农户)$/;
/** What may stand between a figure and its verb. */
const BETWEEN: ReadonlySet<FactKind> = new Set(['day', 'period', 'place']);
/** The same figure of another period or unit, right after: 开展活动{F1}，{D97}为{F101}. */
const AGAIN = /^■(?:则?为|有|是)□$/;
/** Nothing but the figure: what it counts was said in the clause before. */
const ALONE = /^(?:共|共计|共有|累计|总计)□$/;
const JOINS = /(?<![惠普涉以])及(?!时)|(?<!温|缓|平)和(?!谐)|(?<!参)与(?!会)|跟/;

/** Why the words around a figure do not say what it is; undefined: they do, and nothing else. */
export function checkMeaning(figure: Figure, { parts, index, ground }: Place): string | undefined {
  const own = ground.definitions.get(figure.key);
  if (!own) return `{${figure.id}} 没有写明怎么算的`;
  const after = wordsAfter(parts, index);
  const before = { named: wordsBefore(parts, index, (part) => part.fact?.text ?? ''), bare: '' };
  before.bare = wordsBefore(parts, index, () => FACT_GAP);
  const missing = `{${figure.id}} 是“${figure.label}”，句子里没有写明`;
  const piece = `${before.bare}${FIGURE_GAP}${after}`;
  const isSaid = own.said.test(`${before.named}${FIGURE_GAP}${after}`);
  const isUnderstood =
    (AGAIN.test(piece) && figureBefore(parts, index)?.key === figure.key) ||
    (ALONE.test(piece) && isSaidBefore(figure, { parts, index, ground }));
  if (!isSaid && !isUnderstood && !(figure.subject !== undefined && own.means?.test(piece))) return missing;
  const rest = [own.said, own.means ?? own.said].reduce(
    (text, words) => text.replace(new RegExp(words, 'g'), ''),
    piece,
  );
  const others = [...ground.definitions.values()].filter(({ key }) => key !== figure.key);
  const wrong = `{${figure.id}} 是“${figure.label}”，不能当作别的数据写`;
  if (others.some(({ means }) => means?.test(rest))) return wrong;
  if (COUNTED_IN.some(({ noun, units }) => noun.test(before.bare) && !units.test(figure.unit))) return wrong;
  const joined = before.bare.split(JOINS);
  const isMixed = joined.some(
    (one) => !own.said.test(one) && !PEOPLE.test(one) && others.some(({ said }) => said.test(one)),
  );
  return joined.length > 1 && isMixed ? `{${figure.id}} 只是“${figure.label}”，不能和别的合在一起写` : undefined;
}

/** Whether the clause before holds no figure, and says this one and nothing that another is called by. */
function isSaidBefore({ key }: Figure, { parts, index, ground }: Place): boolean {
  const gapped = parts.slice(0, index + 1).flatMap(({ before, figure }) => [before, figure ? FIGURE_GAP : FACT_GAP]);
  const clause = gapped.slice(0, -1).join('').split(MARK).at(-2) ?? '';
  const isCalled = [...ground.definitions.values()].some((one) => one.key !== key && one.means?.test(clause));
  return !clause.includes(FIGURE_GAP) && !isCalled && ground.definitions.get(key)?.said.test(clause) === true;
}

function figureBefore(parts: readonly Part[], index: number): Figure | undefined {
  return parts.slice(0, index).findLast(({ figure }) => figure)?.figure;
}

/** Up to the next mark, figure or thing; days and places between do not end it. */
function wordsAfter(parts: readonly Part[], index: number): string {
  const after = parts[index]?.after ?? '';
  const next = parts[index + 1];
  if (MARK.test(after) || !next?.fact || !BETWEEN.has(next.fact.kind)) return after.split(MARK)[0] ?? '';
  return `${after}${FACT_GAP}${wordsAfter(parts, index + 1)}`;
}

/** Back to the last mark or the figure before; names and days between do not end it. */
function wordsBefore(parts: readonly Part[], index: number, name: (part: Part) => string): string {
  const pieces = (parts[index]?.before ?? '').split(MARK);
  const last = pieces.at(-1) ?? '';
  const previous = parts[index - 1];
  if (pieces.length > 1 || !previous || previous.figure) return last;
  return `${wordsBefore(parts, index - 1, name)}${name(previous)}${last}`;
}
