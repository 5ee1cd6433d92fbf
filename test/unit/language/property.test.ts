import fc from 'fast-check';
import { Converter } from 'opencc-js/cn2t';
import { describe, expect, it } from 'vitest';
import { readFragments, repeatToLength } from '../../../src/cli/bench/messages.ts';
import { addDays, formatDay } from '../../../src/language/day.ts';
import { read } from '../../../src/language/read.ts';
import { normalise } from '../../../src/language/text.ts';
import { contextOf, readCases } from './cases.ts';

const context = { today: '2026-06-03', time: '10:00', roster: ['王芳', '周三立'] };
const messages = readCases().flatMap(({ cases }) => cases);
const toTraditional = Converter({ from: 'cn', to: 't' });
/** Pieces of which messages are made, put together in senseless ways. */
const fragments = fc
  .array(
    fc.oneof(
      fc.constantFrom(...messages.map(({ text }) => text)),
      fc.constantFrom(
        '报名',
        '6月4日',
        '周三',
        '、',
        '+1',
        '\n1. ',
        '#接龙',
        '@',
        '「',
        '到',
        '-',
        '8:00',
        '捐',
        '①',
        '帮我',
        '王芳',
        '9999年12月31日',
        '0000年1月1日',
        '农历二月三十',
        '中秋前三天',
        '例会推迟三周',
        '到明年1月1日',
        '  ',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

describe('read', () => {
  it('never throws, always reads something, and the same text the same way', () => {
    fc.assert(
      fc.property(fragments, (text) => {
        const readings = read(text, context);
        expect(readings.length).toBeGreaterThan(0);
        expect(read(text, context)).toEqual(readings);
        const confidences = readings.map(({ confidence }) => confidence);
        expect(confidences.every((confidence) => confidence >= 0 && confidence <= 1)).toBe(true);
      }),
    );
  });

  it('points at the typed text', () => {
    fc.assert(
      fc.property(fragments, (text) => {
        for (const { start, end } of read(text, context).flatMap(({ spans }) => spans)) {
          expect(0 <= start && start <= end && end <= text.length).toBe(true);
        }
      }),
    );
  });

  it.each(messages.map((row) => [row.text, row] as const))('reads full width like half width: %s', (text, row) => {
    const wide = text
      .replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
      .replaceAll(' ', '\u3000');
    expect(withoutSpans(wide, row)).toEqual(withoutSpans(text, row));
  });

  it('reads traditional characters like simplified ones', () => {
    const typed = messages.map((row) => ({ row, text: toTraditional(row.text) }));
    // The one or the other character has two simplified forms (家具, 家俱): then what it comes back as counts.
    for (const { row, text } of typed) {
      expect(withoutSpans(text, row)).toEqual(withoutSpans(normalise(text).text, row));
    }
    const changed = typed.filter(({ row, text }) => normalise(text).text !== normalise(row.text).text);
    expect(changed.length).toBeLessThan(typed.length / 100);
  });

  it('reads back the days it writes', () => {
    const day = fc.integer({ min: 0, max: 1826 }).map((count) => addDays('2025-01-01', count));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 700 }), (today, ahead) => {
        const meant = addDays(today, ahead);
        const [best] = read(`报名 ${formatDay(meant, today)} 护考`, { ...context, today });
        expect(best).toMatchObject({ intent: 'register', dates: [meant] });
        expect(best?.warnings).toBeUndefined();
      }),
    );
  });

  it('gets through 20 KB of any fragment', () => {
    // `npm run bench` reads them all, and says how long the slowest takes.
    const some = readFragments().filter((_, index) => index % 3 === 0);
    for (const fragment of some) expect(read(repeatToLength(fragment), context)).not.toEqual([]);
  });

  it('takes emptiness, blanks, emoji and control characters for talk', () => {
    for (const text of ['', ' ', '\n\n', '🎉🎉', '\u0000\u0001', '。。。']) {
      expect(read(text, context)).toEqual([{ intent: 'none', confidence: 1, spans: [] }]);
    }
  });
});

function withoutSpans(text: string, row: (typeof messages)[number]) {
  const [best] = read(text, contextOf(row));
  return { ...best, spans: [] };
}
