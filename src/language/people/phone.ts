import { matchesOf } from '../search/matches.ts';
import { pattern, type Sheet, type Stretch } from '../sheet.ts';
import type { NameToken } from './find.ts';

export interface PhoneToken extends Stretch {
  number: string;
}

/** A mobile number, in one or in groups; the middle may be masked with x or *. */
const MOBILE = /(?<![\d.])1[3-9]\d[\s-]?(?:\d{4}|[xX*]{4})[\s-]?(?:\d{4}|[xX*]{4})(?!\d)/g;
const LANDLINE = /(?<![\d.])0\d{2,3}-\d{7,8}(?!\d)/g;

/** Phone numbers, claimed first of all: no part of them is a count or a date. */
export function scanPhones(sheet: Sheet): PhoneToken[] {
  const tokens: PhoneToken[] = [];
  for (const regexp of [MOBILE, LANDLINE]) {
    for (const match of matchesOf(regexp, sheet.text)) {
      const end = match.index + match[0].length;
      if (!sheet.isFree(match.index, end)) continue;
      sheet.claim('phone', match.index, end);
      const number = regexp === MOBILE ? match[0].replace(/[\s-]/g, '') : match[0];
      tokens.push({ number, start: match.index, end });
    }
  }
  return tokens;
}

/** Each number with the name it stands behind, or else before; at most a few signs may be between. */
export function phonesByName(
  text: string,
  names: readonly NameToken[],
  phones: readonly PhoneToken[],
): Record<string, string> {
  const result: Record<string, string> = {};
  const [onlyName, onlyPhone] = [names[0], phones[0]];
  // A form: the name on one line, the number on another.
  if (names.length === 1 && phones.length === 1 && onlyName && onlyPhone && FORM.test(text.slice(0, onlyPhone.start)))
    return { [onlyName.name]: onlyPhone.number };
  for (const phone of phones) {
    const before = names.findLast((name) => name.end <= phone.start && isNear(text.slice(name.end, phone.start)));
    const after = names.find((name) => name.start >= phone.end && isNear(text.slice(phone.end, name.start)));
    const owner = before ?? after;
    if (owner && !(owner.name in result)) result[owner.name] = phone.number;
  }
  return result;
}

const FORM = /(?:电话|手机号?|联系方式|号码)\s?[:：]?\s?$/;
const NEAR = pattern('^[\\s:：,，(（]{0,3}(?:电话|手机号?|联系电话|号码|tel)?[\\s:：]{0,2}$', 'i');

function isNear(gap: string): boolean {
  return gap.length <= 12 && NEAR.test(gap);
}
