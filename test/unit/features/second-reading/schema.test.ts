import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerSchema } from '../../../../src/features/second-reading/schema.ts';

const UNSAID = {
  ...{ dates: [], time: [], keyword: null, place: null, people: [], self: null, count: null, hours: null },
  ...{ items: [], amount: null, period: [], reason: null },
};

describe('the answer of a model', () => {
  it('may leave out what is not said', () => {
    expect(answerSchema.parse({ intent: 'none' })).toEqual({ intent: 'none', ...UNSAID });
  });

  it.each<[string, unknown]>([
    ['no object', [{ intent: 'register' }]],
    ['no intent', UNSAID],
    ['an unknown intent', { intent: 'set_role' }],
    ['an unknown field', { intent: 'register', role: 'administrator' }],
    [
      'an unknown field of an item',
      { intent: 'log_donation', items: [{ item: '米', qty: 1, unit: '袋', donor: '我' }] },
    ],
    ['a day that is none', { intent: 'register', dates: ['2026-06-31'] }],
    ['a day in words', { intent: 'register', dates: ['明天'] }],
    ['an instant', { intent: 'register', dates: ['2026-06-01T00:00'] }],
    ['32 days', { intent: 'register', dates: Array(32).fill('2026-06-01') }],
    ['an hour that is none', { intent: 'register', time: ['24:00'] }],
    ['an hour in words', { intent: 'register', time: ['8点'] }],
    ['three times', { intent: 'register', time: ['08:00', '09:00', '10:00'] }],
    ['31 people', { intent: 'register', people: Array(31).fill('王芳') }],
    ['an empty name', { intent: 'register', people: [' '] }],
    ['half a person', { intent: 'register', count: 1.5 }],
    ['fewer than one', { intent: 'register', count: 0 }],
    ['negative hours', { intent: 'log_service', hours: -2 }],
    ['no money', { intent: 'log_donation', amount: 0 }],
    ['half a period', { intent: 'summary', period: ['2026-01-01'] }],
    ['a long name', { intent: 'list', keyword: '护'.repeat(61) }],
  ])('is refused with %s', (_, value) => {
    expect(answerSchema.safeParse(value).success).toBe(false);
  });

  it('is described so that a strict service takes it: every field required, none but these', () => {
    const schema = z.toJSONSchema(answerSchema);
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    expect(schema.required).toEqual(Object.keys(schema.properties ?? {}));
    expect(schema.required).toEqual(['intent', ...Object.keys(UNSAID)].toSorted(byOrder(schema.required ?? [])));
    expect(JSON.stringify(schema)).not.toMatch(/"(?:default|pattern|format|maxLength|minimum)"/);
  });
});

function byOrder(names: readonly string[]) {
  return (one: string, other: string) => names.indexOf(one) - names.indexOf(other);
}
