import { afterEach, beforeAll, expect, it } from 'vitest';
import { seedSampleYear } from '../../../prisma/seed.ts';
import type { Model } from '../../../src/bot/services.ts';
import type { SummaryDraft } from '../../../src/features/summary/types.ts';
import { makeDraft } from '../../../src/features/summary/usecase/draft.ts';
import { renderSummaryDocx } from '../../../src/features/summary/usecase/paper.ts';
import { createModel } from '../../../src/llm/client.ts';
import { describeOnDatabases, type TestDatabase } from '../../support/database.ts';
import { type Answer, type ModelServer, startModelServer } from '../../support/model-server.ts';
import { collectNumbers } from './numbers.ts';

const TODAY = '2026-07-05';
const NOW = new Date('2026-07-05T10:00:00+08:00');
const HALF_YEAR = { from: '2026-01-01', to: '2026-06-30' };
/** What a model that makes things up would write of any activity. */
const LIES = [
  '{T}共有98765人参加。',
  '{T}有九万八千人参加。',
  '{T}受益群众达７７７７７人，受益面８８％。',
  '{T}参加人数同比增长三成，位居第一。',
  '{T}有近{F}参加。',
  '{T}有{F}余人参加。',
  '{T}参加{F}万。',
  '{T}累计服务时长{F}，数千人受益。',
  '荣获省级表彰十余次，{T}名列前茅。',
  '{T}捐款{F}。',
  '{F4}参加了{T}。',
  '{F99999}参加{T}。',
];
const TRACES = /98765|九万|７|77777|８８|88％|同比|三成|居第一|近\d|余人|数千|荣获|十余|名列|99999|\{/;

let server: ModelServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

describeOnDatabases('a draft over the demo year', (database) => {
  beforeAll(() => database.get().transaction((db) => seedSampleYear(db, { now: NOW })));

  it.each([
    ['half a year', HALF_YEAR],
    ['the year that is not over', { from: '2026-01-01', to: '2026-12-31' }],
    ['over the turn of a year', { from: '2025-08-15', to: '2026-03-20' }],
    ['one month', { from: '2026-06-01', to: '2026-06-30' }],
    ['one station', { ...HALF_YEAR, unit: '城东站' }],
  ])('has no number but figures and what stands in rows: %s', async (_, order) => {
    const draft = await draftOf(database, order);
    const { body, untold, unsourced, mistaken } = await collect(draft);
    expect(body.length).toBeGreaterThan(5);
    expect({ untold, unsourced, mistaken }).toEqual({ untold: [], unsourced: [], mistaken: [] });
  });

  it('counts what the tables hold', async () => {
    const { db } = database.get();
    const { figures } = await draftOf(database);
    const total = (key: string): number | null | undefined =>
      figures.find((figure) => figure.key === key && figure.subject === undefined)?.value;
    const day = { gte: HALF_YEAR.from, lte: HALF_YEAR.to };
    const held = { day, state: 'open', activity: { state: 'open' } } as const;
    expect(total('activities')).toBe(await db.occurrence.count({ where: held }));
    const registrations = await db.registration.findMany({ where: { state: 'confirmed', occurrence: held } });
    expect(total('registrations')).toBe(registrations.reduce((sum, one) => sum + 1 + one.companions, 0));
    const helped = await db.serviceRecord.aggregate({ where: { day }, _sum: { beneficiaries: true } });
    expect(total('beneficiaries')).toBe(helped._sum.beneficiaries);
    const money = await db.donation.aggregate({ where: { day, kind: 'money' }, _sum: { amountFen: true } });
    expect(total('money')).toBe(Number(money._sum.amountFen) / 100);
    expect(total('meetings')).toBe(await db.meetingOccurrence.count({ where: { day, state: 'planned' } }));
  });

  it('says nothing twice, and names each thing by a Chinese word', async () => {
    const draft = await draftOf(database);
    const sentences = draft.sections.flatMap((section) =>
      section.paragraphs.flatMap(({ text }) => text.match(/[^。]+。/g) ?? []),
    );
    expect(sentences.length).toBeGreaterThan(12);
    expect(new Set(sentences).size).toBe(sentences.length);
    const { text } = await collect(draft);
    expect(text).not.toMatch(/[a-z]{2,}|”、“|undefined|null|NaN/);
  });

  it('takes no wrong number from a model that makes them up', async () => {
    const { figures, facts, sections } = await draftOf(database);
    const titles = facts.filter((fact) => fact.kind === 'title');
    const lies = titles.slice(0, 3).flatMap(({ id }, index) => {
      const other = figures.find((figure) => figure.subject?.startsWith('T') && figure.subject !== id)?.id ?? 'F1';
      return LIES.map((lie) => lie.replaceAll('{T}', `{${id}}`).replaceAll('{F}', `{${index % 2 ? other : 'F4'}}`));
    });
    const headings = sections.map((section) => section.heading || '开头');
    const draft = await write(({ user }) => {
      const asked: { sentences?: { n: number }[] } = JSON.parse(user);
      const again = asked.sentences?.map(({ n }) => ({ n, text: lies[(n * 7 + 1) % lies.length] }));
      return again
        ? json({ sentences: again })
        : json({ sections: headings.slice(0, 10).map((heading) => ({ heading, paragraphs: [lies.join('')] })) });
    });
    const { untold, unsourced, mistaken, text } = await collect(draft);
    // A section at a time, then twice what was refused.
    expect(server?.asked.filter(({ user }) => 'sentences' in JSON.parse(user))).toHaveLength(2);
    expect(draft.rejected.length).toBeGreaterThanOrEqual(lies.length);
    expect({ untold, unsourced, mistaken }).toEqual({ untold: [], unsourced: [], mistaken: [] });
    expect(text).not.toMatch(TRACES);
    expect(draft.sections).toEqual(sections);
  });

  it('takes from a model that is right here and wrong there only what is right', async () => {
    const { figures, facts } = await draftOf(database);
    const people = figures.filter((figure) => figure.key === 'personTimes' && figure.subject);
    const [one, other] = people;
    if (!one || !other) throw new Error('the sample has activities');
    const right = `{${one.subject}}有{${one.id}}参加。`;
    const draft = await write(() =>
      json({
        sections: [
          {
            heading: '（一）志愿活动',
            paragraphs: [`${right}{${other.subject}}有{${one.id}}参加。{${one.subject}}有4321人次参加。`],
          },
        ],
      }),
    );
    const { untold, unsourced, mistaken, text } = await collect(draft);
    expect(draft.writer).toBe('model');
    expect({ untold, unsourced, mistaken }).toEqual({ untold: [], unsourced: [], mistaken: [] });
    const title = facts.find((fact) => fact.id === one.subject)?.text ?? '';
    expect(text).toContain(`${title}有${one.value}人次参加。`);
    expect(text).not.toContain('4321');
    const wrong = facts.find((fact) => fact.id === other.subject)?.text ?? '';
    expect(text).not.toContain(`${wrong}有${one.value}人次参加。`);
  });

  async function write(answer: Parameters<typeof startModelServer>[0]): Promise<SummaryDraft> {
    server = await startModelServer(answer);
    const model = createModel({ apiKey: 'test', baseUrl: server.baseUrl, model: 'stand-in' });
    return draftOf(database, HALF_YEAR, model);
  }
});

function draftOf(
  database: TestDatabase,
  order: { from: string; to: string; unit?: string } = HALF_YEAR,
  model?: Model,
): Promise<SummaryDraft> {
  return makeDraft(order, { database: database.get(), now: NOW, today: TODAY, model });
}

async function collect(draft: SummaryDraft) {
  return collectNumbers(await renderSummaryDocx(draft), draft);
}

function json(value: unknown): Answer {
  return { content: JSON.stringify(value) };
}
