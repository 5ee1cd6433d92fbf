import { scanDates } from '../date/scan.ts';
import type { Day } from '../day.ts';
import { scanMasks } from '../mask.ts';
import { scanCounts } from '../quantity/count.ts';
import type { JielongRow } from '../reading.ts';
import { createSheet } from '../sheet.ts';
import { scanDurations } from '../time/duration.ts';
import { EVERY, rowDays } from './days.ts';

/** A row as split by read.ts. */
export interface RowParts {
  number?: number;
  names: readonly string[];
  people: number;
  phone?: string;
  /** Without number and phone. */
  body: string;
}

/** The days a row may name, and the day it was pasted on. */
export interface Around {
  heading: readonly Day[];
  today: Day;
  /** The line above it that parts the list: its days (`6月7日：`), or what else it says (`上午：`). */
  section?: { days: readonly Day[]; label: string } | undefined;
}

const OFF = /(?:来|去|到|参加)不[了成]|(?<![能要])不(?:再)?(?:能|想)?(?:来|去|参加)(?!得及)|取消|退出|退掉|请假|弃权/;
/** Long runs of figures are numbers of phones and papers, and are nobody's business. */
const LONG_NUMBER = /\d(?:[\d\s-]{5,}\d)/g;
const SIGNS = /[()[\]【】「」,，、;；/|:：+&@]+/g;

/** What one row says. */
export function rowOf({ number, names, people, phone, body }: RowParts, around: Around): JielongRow {
  const behind =
    body === names[0] ? '' : names.reduce((text, name) => text.replace(name, ' '), body).replace(LONG_NUMBER, ' ');
  const { note: own, days } = readBehind(behind, around);
  const { days: ofSection = [], label = '' } = around.section ?? {};
  const note = `${label} ${own}`.trim();
  const meant = days ?? (ofSection.length > 0 ? [...ofSection] : undefined);
  const isEmpty = names.length === 0;
  const row: JielongRow = { names: [...names], people: isEmpty ? 0 : people, isEmpty };
  if (number !== undefined) row.number = number;
  if (phone !== undefined) row.phone = phone;
  if (note !== '') row.note = note;
  if (meant !== undefined) row.days = meant;
  if (note !== '' && OFF.test(note)) row.isOff = true;
  return row;
}

function readBehind(text: string, around: Around): { note: string; days?: Day[] | undefined } {
  if (text.trim() === '') return { note: '' };
  const sheet = createSheet(text);
  scanMasks(sheet);
  scanDurations(sheet);
  const days = rowDays(text, scanDates(sheet), around);
  scanCounts(sheet);
  let note = '';
  for (let at = 0; at < text.length; at++) {
    const kind = sheet.kindAt(at);
    note += kind === 'count' || (kind === 'date' && days) ? ' ' : text.charAt(at);
  }
  return { note: tidy(days ? note.replace(EVERY, ' ') : note), days };
}

function tidy(note: string): string {
  const words = note
    .replace(SIGNS, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.-]+|[\s.-]+$/g, '');
  return /^[\s和与及带还有]*$/.test(words) ? '' : words;
}
