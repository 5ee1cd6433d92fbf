import { z } from 'zod';
import { missingPiece, userError } from '../../errors.ts';
import { type Day, formatDay } from '../../language/day.ts';
import type { Goods, Reading } from '../../language/reading.ts';
import type { DonationEntry, GivenGoods } from './types.ts';
import { receiverOf } from './usecase/given.ts';

export const EXAMPLE = '捐赠 衣物 200套';
const MOST_ITEMS = 20;
const MOST_QUANTITY = 10_000_000;
const MOST_YUAN = 100_000_000;

export const donationUndoSchema = z.object({ revoke: z.array(z.number().int()), restore: z.array(z.number().int()) });

/**
 * The reading as something that can be stored.
 * @throws AppError for the sender, one sentence on what does not fit.
 */
export function readDonation(reading: Reading, today: Day, text: string): DonationEntry {
  const goods = (reading.items ?? []).map(readGoods);
  if (goods.length > MOST_ITEMS) refuse(`一次最多记${MOST_ITEMS}样东西，请分几条发。`);
  const amountFen = readAmount(reading.amount);
  if (goods.length === 0 && amountFen === null) {
    throw missingPiece(`没看出捐了什么，请写上物品和数量，或金额，例如：${EXAMPLE}，或：捐款500元`);
  }
  const donors = [...new Set(reading.people ?? [])];
  if (donors.join('、').length > 200) refuse('捐赠人太多，请分几条发。');
  const keyword = textOf(reading.keyword);
  const receiver = receiverOf(text);
  return {
    day: readDay(reading, today),
    goods,
    amountFen,
    donors,
    isSelf: reading.self === true,
    purpose: purposeOf(keyword, textOf(reading.place)),
    keyword,
    ...(receiver === undefined ? {} : { receiver }),
  };
}

function readDay(reading: Reading, today: Day): Day {
  const said = [...new Set(reading.dates ?? [])].sort();
  if (said.length === 0 && reading.warnings?.length) refuse(`${reading.warnings.join('；')}，请改好日期再发一次。`);
  if (said.length > 1) refuse('捐赠请一天记一条，这里写了好几天。');
  const day = said[0] ?? today;
  if (day > today) refuse(`${formatDay(day, today)}还没到，收到后再记。`);
  return day;
}

function readGoods(goods: Goods): GivenGoods {
  const item = goods.item.trim();
  const length = [...item].length;
  if (length < 1 || length > 30) refuse('物品名称请写1到30个字。');
  const quantity = goods.qty ?? null;
  if (quantity !== null && !(quantity > 0)) refuse(`${item}的数量要大于0，请改好再发。`);
  if (quantity !== null && quantity > MOST_QUANTITY) refuse(`${item}的数量太大了，最多一千万，请核对后再发。`);
  return { item, quantity, unitWord: textOf(goods.unit)?.slice(0, 8) ?? null };
}

function readAmount(yuan: number | undefined): bigint | null {
  if (yuan === undefined) return null;
  if (!(yuan >= 0.01)) refuse('捐款金额要大于0元，请改好再发。');
  if (yuan > MOST_YUAN) refuse('捐款金额最多一亿元，请核对后再发。');
  return BigInt(Math.round(yuan * 100));
}

function purposeOf(keyword: string | null, place: string | null): string | null {
  if (keyword === null || place === null || keyword.includes(place)) return keyword ?? place;
  return place.includes(keyword) ? place : `${keyword}（${place}）`;
}

function textOf(text: string | undefined): string | null {
  const trimmed = text?.trim().slice(0, 60) ?? '';
  return trimmed === '' ? null : trimmed;
}

function refuse(text: string): never {
  throw userError('invalid_input', text);
}
