import type { Figure } from '../../types.ts';
import { KINDS } from './kinds.ts';
import { type Ground, MARK, type Part } from './sentence.ts';

/** Where a reference stands. */
export interface Place {
  parts: readonly Part[];
  index: number;
  ground: Ground;
}

const BEFORE =
  /(近|约|超|逾|过|上|到|第|每|各|增|减|升|降|翻|多|少|余|几|(?<![人次总场])数|若|非|不|没|未|无|差|足|满|双|又|再|另|其中|按|除|乘|比|较|的|〔|（)$/;
const AFTER =
  /^(余|多|来(?!到)|左右|上下|以[上下内外]|之[多内外上下]|不[到足]|倍|成(?!立)|折|番|的?[万亿千百十]|分之|个|名|人|位|场|次|回|项|件|套|册|本|瓶|箱|元|块|角|分|小时|时|钟|天|日|周|月|年|斤|公斤|吨|家|户|条|辆|台|支|岁|的?(一|两|半|几)|率|比|级|届|等奖|至|到(?!场|岗))/;
const RANGE_WORDS = /([中里]|当中|之中)[^，。；]*$/;
/** Words that may stand between a thing and its figure: 周一例会共召开12次. */
const CONNECTING = /^(已|共|先后|累计|共计|总计|一共)*(召开|举行|开展|组织|接收|收到|捐赠|登记|有|为|计)?了?$/;
const JOINED = /^[、和与及]$/;
const OVERALL = /共|累计|总计/;

/** Why a figure may not stand where it stands; undefined: it may. */
export function checkFigure(figure: Figure, place: Place): string | undefined {
  const { parts, index } = place;
  const { before = '', after = '' } = parts[index] ?? {};
  if (figure.value === null || figure.value === 0) return `${figure.id}（${figure.label}）没有可以写的数值`;
  if (BEFORE.test(before)) return `{${figure.id}} 前面的“${before.slice(-2)}”会改变数据的意思`;
  if (AFTER.test(after)) return `{${figure.id}} 后面的“${after.slice(0, 2)}”会改变数据的意思`;
  if (index > 0 && parts[index - 1]?.figure && before === '') return '两个数据紧挨在一起';
  if (parts[index - 1]?.figure && RANGE_WORDS.test(before)) return `{${figure.id}} 写成了前一个数据的一部分`;
  if (figure.subject === undefined) return checkTotal(figure, place);
  return checkOwn(figure, figure.subject, place) ?? checkWithin(figure, place);
}

/** A thing counted at an activity is told of that activity. */
function checkWithin({ id, within }: Figure, place: Place): string | undefined {
  if (within === undefined) return undefined;
  return ownerOf(place, 'title') === within ? undefined : `{${id}} 只能和 {${within}} 写在一起`;
}

/** A figure of one thing belongs to that thing. */
function checkOwn(figure: Figure, subject: string, place: Place): string | undefined {
  const fact = place.ground.material.facts.get(subject);
  const reach = KINDS[fact?.kind ?? 'item'].reach;
  if (reach === 'beside') {
    return isBeside(subject, place) ? undefined : `{${figure.id}} 只能紧挨着 {${subject}} 写`;
  }
  const owner = ownerOf(place, fact?.kind ?? 'title');
  if (owner !== subject) return `{${figure.id}} 只能写在 {${subject}} 之后，同一句里`;
  const isAlone = place.parts.every((part) => !part.fact || part.id === subject);
  if (reach === 'piece' && !isAlone && !stretchBefore(place).some((part) => part.id === subject)) {
    return `{${figure.id}} 只能和 {${subject}} 写在同一个分句里`;
  }
  return undefined;
}

/** The last thing of the kind named before, unless it is named in one breath with another; else the only one, after. */
function ownerOf({ parts, index }: Place, kind: string): string | undefined {
  const all = parts.flatMap((part, at) => (part.fact?.kind === kind ? [{ part, at }] : []));
  const last = all.filter(({ at }) => at < index).at(-1);
  if (!last) {
    const [only, ...more] = all;
    const between = parts.slice(index, only?.at).map((part) => part.after);
    return only && more.length === 0 && !between.some((text) => MARK.test(text)) ? only.part.id : undefined;
  }
  const previous = parts[last.at - 1];
  const isJoined = previous?.fact?.kind === kind && (last.part.before === '' || JOINED.test(last.part.before));
  return isJoined ? undefined : last.part.id;
}

function isBeside(subject: string, { parts, index }: Place): boolean {
  const [part, previous, next] = [parts[index], parts[index - 1], parts[index + 1]];
  if (previous?.id === subject) {
    const first = parts[index - 2];
    const isJoined = first?.fact?.kind === previous.fact?.kind && JOINED.test(previous.before);
    return CONNECTING.test(part?.before ?? '') && !(isJoined && first?.fact !== undefined);
  }
  const isFree =
    previous?.fact === undefined || (part?.before ?? '') !== '' || KINDS[previous.fact.kind].reach !== 'beside';
  return next?.id === subject && isFree && /^的?$/.test(part?.after ?? '');
}

/** A total belongs to nothing of which other figures are told. */
function checkTotal(figure: Figure, place: Place): string | undefined {
  const { parts, index, ground } = place;
  const isOther = ({ fact }: Part): boolean => fact !== undefined && ground.subjects.has(fact.id);
  const earlier = parts.slice(0, index);
  const beside = stretchBefore(place).find(isOther);
  if (beside && beside.fact?.kind !== 'title') return `{${figure.id}} 是全期合计，不能当作 {${beside.id}} 的数据`;
  const piece = earlier.find((part) => part.fact && isOther(part) && KINDS[part.fact.kind].reach === 'piece');
  if (piece) return `{${figure.id}} 是全期合计，不能当作 {${piece.id}} 的数据`;
  const title = earlier.findLast((part) => part.fact?.kind === 'title');
  if (title) return title.after.startsWith('等') ? undefined : mixed(figure);
  const next = parts.slice(index + 1).findIndex((part) => part.fact?.kind === 'title');
  if (next < 0) return undefined;
  const between = parts
    .slice(index, index + 1 + next)
    .map((part) => part.after)
    .join('');
  const isSetOff = OVERALL.test(parts[index]?.before ?? '') && /[，；：].*其中$|[，；：]包括$/.test(between);
  return isSetOff || /^[，；：]?包括$/.test(between) ? undefined : mixed(figure);
}

function mixed({ id }: Figure): string {
  return `{${id}} 是全期合计，不能和单项活动写在一起`;
}

/** The facts before it, back to the figure or the mark before. */
function stretchBefore({ parts, index }: Place): Part[] {
  const stretch: Part[] = [];
  for (let at = index; at > 0; at -= 1) {
    const previous = parts[at - 1];
    if (!previous?.fact || MARK.test(previous.after)) break;
    stretch.push(previous);
  }
  return stretch;
}
