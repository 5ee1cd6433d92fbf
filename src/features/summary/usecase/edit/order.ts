import { NUMERAL, parseNumber } from '../../../../language/number.ts';
import { formNamed } from '../compose/form.ts';

/** One thing to be done to the newest draft. Sections and paragraphs are counted from 1, as people do. */
export type Edit =
  | { kind: 'detail'; section: number; isMore: boolean }
  | { kind: 'delete'; section: number | null; paragraph: number }
  | { kind: 'replace'; section: number | null; paragraph: number; text: string }
  | { kind: 'add'; section: number | null; paragraph: number | null; text: string }
  | { kind: 'form'; form: string }
  | { kind: 'title'; text: string }
  | { kind: 'compare' };

const N = `(${NUMERAL})`;
const SECTION = `第\\s?${N}\\s?(?:部分|节|大点|大部分)(?:的|里面?|中)?`;
const PARAGRAPH = `第\\s?${N}\\s?(?:段|自然段)`;
const LONGEST = 600;

const DETAIL = new RegExp(
  `^(?:把|将|请把)?\\s?${SECTION}\\s?(?:再|要)?(?:写|讲|说)?(?:得)?\\s?(?:再)?(详细|具体|丰富|多|细|简单|简短|简略|精简|少|短)(?:些|一些|点|一点|一下)?[。!！]?$`,
);
const DELETE = new RegExp(
  `^(?:请|帮我)?(?:把|将)?\\s?(?:${SECTION})?\\s?(?:的)?${PARAGRAPH}\\s?(?:删掉|删除|去掉|不要|拿掉|删了)了?[。!！]?$|^(?:请|帮我)?(?:删掉|删除|去掉|拿掉|删)\\s?(?:${SECTION})?\\s?${PARAGRAPH}[。!！]?$`,
);
const REPLACE = new RegExp(
  `^(?:请)?(?:把|将)?\\s?(?:${SECTION})?\\s?${PARAGRAPH}\\s?(?:改为|改成|换成|写成|改写为)\\s*[:：]?\\s*([\\s\\S]+)$`,
);
const ADD = new RegExp(
  `^(?:请)?(?:在)?\\s?(?:${SECTION})?\\s?(?:${PARAGRAPH})?\\s?(?:后面?|之后|末尾|最后|里)?\\s?(?:再)?(?:加上?|添加?|补充?|增加)(?:一)?(?:句|段|句话|段话)\\s*[:：]\\s*([\\s\\S]+)$`,
);
const FORM =
  /^(?:请)?(?:把(?:它|总结|草稿)?)?\s?(?:换成|改成|改为|改写成|变成)\s?(?:一份|一个)?(.{1,12}?)(?:的)?(?:格式|形式|样式|写法)?[。!！]?$/;
const TITLE = /^(?:请)?(?:把)?(?:总结的?)?(?:标题|题目|题头)\s?(?:改为|改成|换成|改|:|：)\s*[:：]?\s*([\s\S]+)$/;
const COMPARE =
  /^(?:请)?(?:和|与|跟|同)?(?:对比|比较|比一比|比)?(?:一下)?(?:去年|上年|上一年)(?:同期)?(?:对比|比较|比一比|比|的)?(?:一下)?[。!！]?$/;

/** What a line asks to be changed; undefined: it is no such line. `text` is normalised. */
export function readEdit(text: string): Edit | undefined {
  const detail = DETAIL.exec(text);
  if (detail) {
    return withNumber(detail[1], (section) => ({ kind: 'detail', section, isMore: !/[简短少]/.test(detail[2] ?? '') }));
  }
  const removed = DELETE.exec(text);
  if (removed)
    return withNumber(removed[2] ?? removed[4], (paragraph) => ({
      kind: 'delete',
      ...placeOf(removed[1] ?? removed[3]),
      paragraph,
    }));
  const replaced = REPLACE.exec(text);
  if (replaced) {
    return withNumber(replaced[2], (paragraph) => ({
      kind: 'replace',
      ...placeOf(replaced[1]),
      paragraph,
      ...said(replaced[3]),
    }));
  }
  const added = ADD.exec(text);
  if (added) return { kind: 'add', ...placeOf(added[1]), paragraph: numberOf(added[2]) ?? null, ...said(added[3]) };
  const title = TITLE.exec(text);
  if (title) return { kind: 'title', ...said(title[1]) };
  if (COMPARE.test(text) && /比/.test(text)) return { kind: 'compare' };
  const form = formNamed(FORM.exec(text)?.[1] ?? '');
  return form === undefined ? undefined : { kind: 'form', form };
}

function placeOf(section: string | undefined): { section: number | null } {
  return { section: numberOf(section) ?? null };
}

function said(text = ''): { text: string } {
  return { text: text.trim().slice(0, LONGEST) };
}

function withNumber(text: string | undefined, make: (n: number) => Edit): Edit | undefined {
  const n = numberOf(text);
  return n === undefined ? undefined : make(n);
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseNumber(text);
}
