import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { Violation } from '../../protocol/violation.ts';

/** Text goes into CDATA, a number as it is; an array is one element several times. */
export type XmlValue = string | number | { [name: string]: XmlValue | undefined } | XmlValue[];

export type XmlFields = { [name: string]: XmlValue | undefined };

const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, trimValues: false });

/** `<xml>` with `fields` inside, as WeCom writes it. */
export function buildXml(fields: XmlFields): string {
  return `<xml>${buildFields(fields)}</xml>`;
}

/** What is inside `<xml>`: texts, elements by name, arrays of what comes several times. @throws Violation */
export function parseXml(text: string): Record<string, unknown> {
  if (XMLValidator.validate(text) !== true) throw new Violation('应答不是合法的 XML');
  const root: unknown = Object(parser.parse(text)).xml;
  if (typeof root !== 'object' || root === null || Array.isArray(root))
    throw new Violation('应答的 XML 要包在 <xml> 里');
  return { ...root };
}

function buildFields(fields: XmlFields): string {
  return Object.entries(fields)
    .flatMap(([name, value]) => [value ?? []].flat().map((one) => `<${name}>${build(one)}</${name}>`))
    .join('');
}

function build(value: XmlValue): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
  return Array.isArray(value) ? value.map(build).join('') : buildFields(value);
}
