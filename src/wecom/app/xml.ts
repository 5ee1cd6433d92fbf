import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { malformed } from '../request.ts';

/** Deeper than anything WeCom sends. */
const DEEPEST = 12;
/** Nothing but a declaration may stand before the root: no document type, and so no entities of one's own. */
const PROLOG = /^\uFEFF?\s*(?:<\?xml[^<>]*\?>\s*)?<xml>/;
/** Characters that XML cannot hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be taken out.
const UNSPEAKABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const parser = new XMLParser({
  ignoreAttributes: true,
  // All stays text: numbers of 64 bits would lose their end.
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  maxNestedTags: DEEPEST,
});

/** What stands in an element: text (a number is written as it is), elements by name, or one element several times. */
export type XmlValue = string | number | boolean | { [name: string]: XmlValue } | XmlValue[];
export type XmlFields = { [name: string]: XmlValue };

/**
 * The elements inside `<xml>`, texts as they are; one that comes several times is an array.
 * @throws AppError `invalid_input` for what is no such XML, has a document type, or is nested too deeply.
 */
export function parseXml(text: string): Record<string, unknown> {
  if (!PROLOG.test(text) || XMLValidator.validate(text) !== true) throw notXml();
  const root = parseTags(text)?.xml;
  if (typeof root !== 'object' || root === null || Array.isArray(root)) throw notXml();
  return { ...root };
}

/** `<xml>` with these fields inside; texts in CDATA. */
export function buildXml(fields: XmlFields): string {
  return `<xml>${buildFields(fields)}</xml>`;
}

function buildFields(fields: XmlFields): string {
  return Object.entries(fields)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => `<${name}>${build(one)}</${name}>`),
    )
    .join('');
}

function build(value: XmlValue): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return Array.isArray(value) ? value.map(build).join('') : buildFields(value);
  return `<![CDATA[${value.replace(UNSPEAKABLE, '').replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

function parseTags(text: string): { xml?: unknown } | undefined {
  try {
    return parser.parse(text);
  } catch (error) {
    throw notXml(error);
  }
}

function notXml(cause?: unknown): Error {
  return malformed('请求体不是企业微信自建应用的 XML：请确认后台填的是自建应用的回调地址', cause);
}
