import type { Fact, Figure } from '../../types.ts';
import { DEFINITIONS } from '../figures.ts';
import { type Material, REFERENCE } from '../render.ts';

/** A sentence, taken apart at its references. */
interface Part {
  /** Text before the reference. */
  before: string;
  id: string;
  figure?: Figure;
  fact?: Fact;
  /** Text after it, up to the next reference. */
  after: string;
}

const BY_KEY = new Map(DEFINITIONS.map((definition) => [definition.key, definition]));
const BEFORE_FIGURE =
  /(近|约|超|逾|过|上|到|第|每|各|增|减|升|降|翻|多|少|余|几|(?<![人次总场])数|若|非|不|没|未|无|差|足|满|双|又|再|另|其中|按|除|乘|比|较|的|〔|（)$/;
const AFTER_FIGURE =
  /^(余|多|来(?!到)|左右|上下|以[上下内外]|之[多内外上下]|不[到足]|倍|成|折|番|的?[万亿千百十]|分之|个|名|人|位|场|次|回|项|件|套|册|本|瓶|箱|元|块|角|分|小时|时|钟|天|日|周|月|年|斤|公斤|吨|家|户|条|辆|台|支|岁|的?(一|两|半|几)|率|比|级|届|等奖|至|到(?!场|岗))/;
const AFTER_DAY = /^(年|月|日|号|起|前|后|以|左右|之|初|底|末|上|下|中午|早|晚|至|到|开始)/;
const END_OF_PIECE = /[，、；：。！？]/;

/** Why a reference may not stand where it stands; undefined: all may. */
export function findMisuse(sentence: string, material: Material): string | undefined {
  const parts = takeApart(sentence, material);
  const known = parts.find((part) => !part.figure && !part.fact);
  if (known) return `没有 {${known.id}} 这个引用`;
  if (!parts.some((part) => part.figure || part.fact?.kind === 'title')) return '没有数据或活动作依据';
  for (const [index, part] of parts.entries()) {
    const wrong = part.figure ? checkFigure(part, part.figure, { parts, index }) : checkFact(part, { parts, index });
    if (wrong) return wrong;
  }
  return undefined;
}

/** `{F3}人次` → `{F3}`: the unit is put in with the value. */
export function withoutRepeatedUnits(sentence: string, { figures }: Material): string {
  return sentence.replace(/\{(F[1-9]\d*)\}(\p{Script=Han}{1,3})/gu, (written, id: string, after: string) => {
    const unit = figures.get(id)?.unit ?? '';
    return unit !== '' && after.startsWith(unit) ? `{${id}}${after.slice(unit.length)}` : written;
  });
}

interface Place {
  parts: Part[];
  index: number;
}

function checkFigure(part: Part, figure: Figure, { parts, index }: Place): string | undefined {
  if (figure.value === null || figure.value === 0) return `${figure.id}（${figure.label}）没有可以写的数值`;
  if (BEFORE_FIGURE.test(part.before)) return `{${figure.id}} 前面的“${part.before.slice(-2)}”会改变数据的意思`;
  if (AFTER_FIGURE.test(part.after)) return `{${figure.id}} 后面的“${part.after.slice(0, 2)}”会改变数据的意思`;
  if (part.before === '' && parts[index - 1]?.figure) return '两个数据紧挨在一起';
  return checkSubject(figure, { parts, index }) ?? checkMeaning(figure, { parts, index });
}

/** A figure of one thing belongs to that thing, a total to none. */
function checkSubject(figure: Figure, { parts, index }: Place): string | undefined {
  const before = parts.slice(0, index);
  const title = before.findLast((one) => one.fact?.kind === 'title');
  if (figure.subject?.startsWith('T')) {
    return title?.id === figure.subject ? undefined : `{${figure.id}} 只能写在 {${figure.subject}} 之后，同一句里`;
  }
  if (figure.subject) {
    const isBeside = before.at(-1)?.id === figure.subject && (parts[index]?.before.length ?? 0) <= 2;
    return isBeside ? undefined : `{${figure.id}} 只能紧接着写在 {${figure.subject}} 之后`;
  }
  if (!title && !parts.slice(index).some((one) => one.fact?.kind === 'title')) return undefined;
  return title?.after.startsWith('等') === true ? undefined : `{${figure.id}} 是全期合计，不能和单项活动写在一起`;
}

/** The words around a figure say what it is, and nothing else. */
function checkMeaning(figure: Figure, { parts, index }: Place): string | undefined {
  const after = parts[index]?.after.split(END_OF_PIECE)[0] ?? '';
  const piece = `${wordsBefore(parts, index)}□${after}`;
  const own = BY_KEY.get(figure.key);
  const isBound = figure.subject !== undefined && !figure.subject.startsWith('T');
  if (!isBound && own && !own.said.test(piece)) return `{${figure.id}} 是“${figure.label}”，句子里没有写明`;
  const other = DEFINITIONS.find((one) => one.key !== figure.key && one.means?.test(piece) && !own?.means?.test(piece));
  return other ? `{${figure.id}} 是“${figure.label}”，不能当作别的数据写` : undefined;
}

/** Back to the last mark or the figure before; names and days between do not end it. */
function wordsBefore(parts: Part[], index: number): string {
  const own = parts[index]?.before ?? '';
  const pieces = own.split(END_OF_PIECE);
  const last = pieces.at(-1) ?? '';
  const previous = parts[index - 1];
  if (pieces.length > 1 || !previous || previous.figure) return last;
  return `${wordsBefore(parts, index - 1)}□${last}`;
}

/** A day, a place, an agenda stands in a sentence about what it belongs to. */
function checkFact(part: Part, { parts, index }: Place): string | undefined {
  const { fact } = part;
  if (!fact) return undefined;
  if (fact.kind === 'day' && AFTER_DAY.test(part.after))
    return `{${fact.id}} 后面的“${part.after.slice(0, 1)}”会改变日期`;
  if (fact.kind === 'day' && /[第近约前后到至]$/.test(part.before)) return `{${fact.id}} 前面的字会改变日期`;
  if (fact.subjects.length === 0 || fact.kind === 'title') return undefined;
  const isOwner = (one: Part): boolean => one.fact?.kind === 'title' || one.fact?.kind === 'meeting';
  const next = parts.slice(index).find(isOwner);
  const previous = parts.slice(0, index).findLast(isOwner);
  const owners = [next, previous].flatMap((one) => one?.id ?? []);
  const isAlone = new Set(parts.filter(isOwner).map((one) => one.id)).size <= 1;
  const candidates = isAlone ? owners : owners.slice(0, 1);
  return candidates.some((id) => fact.subjects.includes(id)) ? undefined : `{${fact.id}} 不属于句子里的活动`;
}

function takeApart(sentence: string, { figures, facts }: Material): Part[] {
  const matches = [...sentence.matchAll(REFERENCE)];
  return matches.map((match, index) => {
    const id = match[1] ?? '';
    const previous = matches[index - 1];
    const start = previous ? previous.index + previous[0].length : 0;
    const end = match.index + match[0].length;
    const figure = figures.get(id);
    const fact = facts.get(id);
    return {
      id,
      before: sentence.slice(start, match.index),
      after: sentence.slice(end, matches[index + 1]?.index ?? sentence.length),
      ...(figure ? { figure } : {}),
      ...(fact ? { fact } : {}),
    };
  });
}
