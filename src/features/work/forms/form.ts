import type { Right } from '../../../bot/permission.ts';
import type { Level, Said, Told, WorkItem, WorkKind } from '../types.ts';

/** One way of telling something, and what it is kept as. */
export interface Form {
  /** Name of its command. */
  name: string;
  right: Right;
  /** What it is called: 成果, 荣誉. */
  label: string;
  /** A line that may be one; cheap, in linear time. */
  pattern: RegExp;
  help: { title: string; line: string; examples: readonly [string, string, string] };
  /** Undefined: it is none. */
  read(said: Said): Told | undefined;
}

export function itemOf(kind: WorkKind, over: Partial<WorkItem> & Pick<WorkItem, 'item'>): WorkItem {
  return {
    kind,
    verb: null,
    quantity: null,
    unitWord: null,
    giver: null,
    receiver: null,
    level: null,
    year: null,
    ...over,
  };
}

export const EXACT = (piece: string) => `“${piece}”不是准数。请写准数，还不知道就写“数量待补”。`;

const LEVELS: readonly [Level, RegExp][] = [
  ['国家', /中央|中共中央|全国|国家|国务院|人民日报|新华社|新华网|人民网|光明日报|经济日报|中国|央视|团中央/],
  [
    '省',
    /省|自治区|山东|河北|河南|江苏|浙江|广东|福建|安徽|江西|湖北|湖南|四川|贵州|云南|陕西|山西|辽宁|吉林|黑龙江|甘肃|青海|海南|大众日报/,
  ],
  ['市', /市/],
  ['区县', /(?<!社)区|县/],
  ['基层', /街道|镇|乡|社区|村|学校|学院/],
];

/** How high a body or a medium stands; null: its name does not say. */
export function levelOf(name: string): Level | null {
  return LEVELS.find(([, words]) => words.test(name))?.[0] ?? null;
}

/** Without marks around and a connecting word behind. */
export function tidyTitle(text: string): string | null {
  const title = text
    .replace(/^[\s,，、:：;；]+|[\s,，、:：;；]+$/g, '')
    .replace(/^(?:登记|补录|补记|记录|记一下|上报|成果)\s*[:：]?\s*/, '')
    .replace(/^(?:这次|本次|此次|这个|今天的?|我们的?|本)/, '')
    .replace(/^活动$/, '')
    .replace(/(?:活动)?(?:中|现场|当天|期间|共|累计|一共|总共)$/, '')
    .trim();
  return title === '' ? null : title;
}
