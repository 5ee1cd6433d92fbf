import { isName, nameEnd, wholeNameEnd } from '../people/name.ts';
import { KIN } from '../quantity/count.ts';

const NEXT = /(?:\s?[、,，/&+]\s?|\s{1,4}|和|与|及|带|还有)([\u4e00-\u9fff]{2,4})(?=$|[\s、,，/&+()带和与及])/y;
/** Words that follow a name without a gap: 王芳晚到, 李强上午. */
const GLUED =
  /^([\u4e00-\u9fff]{2,4}?)(?=[晚早迟先](?:到|来|走|退|点|一点|些)|[上下]午|中午|早上|晚上|[全半]天|[两三]天|都可|周[一二三四五六日末]|[来去]不了|不[来去]了|可能|待定)/;
const PLUS_KIN = new RegExp(`\\+\\s?(?=(?:${KIN}))`, 'g');
/** A place kept free is nobody. */
const VACANT = /^(?:空|空缺|空位|待定|机动|无|暂无|预留|留空|占位|留位)(?![\u4e00-\u9fff])/;
const IS_KIN = new RegExp(`^(?:${KIN})$`);

/** The row as namesIn and the counts take it: a gap behind the first name, 带家属 for +家属. */
export function spellRow(row: string): string {
  return row.trim().replace(GLUED, '$1 ').replace(PLUS_KIN, '带');
}

/** Who has a name in a row: 王芳, 王芳 李强, 王芳、李强、陈静, 王芳带李强. */
export function namesIn(body: string, roster: ReadonlySet<string>): string[] {
  if (VACANT.test(body)) return [];
  const end = wholeNameEnd(body, 0, 'named', roster) ?? nameEnd(body, 0, 'named', roster);
  // Whatever stands first in a row is who it is about, be it no usual name.
  const first = end === undefined ? /^[\u4e00-\u9fffA-Za-z·]{1,12}/.exec(body)?.[0] : body.slice(0, end);
  if (first === undefined) return [];
  const behind = body.slice(first.length);
  const others = namesBehind(behind, roster);
  // 第一站 刘洋, 风轻云淡 陈静: what is no name stands before the name.
  return end === undefined && others.length > 0 && /^\s/.test(behind) ? others : [first, ...others];
}

function namesBehind(text: string, roster: ReadonlySet<string>): string[] {
  const names: string[] = [];
  let at = 0;
  for (;;) {
    NEXT.lastIndex = at;
    const match = NEXT.exec(text);
    const name = match?.[1];
    if (!match || name === undefined || IS_KIN.test(name) || !isName(name, 'likely', roster)) return names;
    names.push(name);
    at += match[0].length;
  }
}
