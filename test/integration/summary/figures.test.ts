import { beforeAll, expect, it } from 'vitest';
import { formatSources } from '../../../src/features/summary/reply.ts';
import type { Figure, SummaryDraft } from '../../../src/features/summary/types.ts';
import { makeDraft } from '../../../src/features/summary/usecase/draft.ts';
import { renderSummaryDocx } from '../../../src/features/summary/usecase/paper.ts';
import { formatNumber } from '../../../src/features/summary/usecase/render.ts';
import { describeOnDatabases, type TestDatabase } from '../../support/database.ts';
import { openDocx } from '../../support/docx.ts';
import { addActivity, addService, NOW, seedHalfYear, TODAY } from './seed.ts';

const HALF_YEAR = { from: '2025-01-01', to: '2025-06-30' };
const NUMBER = /\d+(?:\.\d+)?[万亿]?/g;

describeOnDatabases('figures of a half year', (database) => {
  beforeAll(() => seedHalfYear(database.get().db));

  it.each([
    ['activities', 10, '场', 'recorded'],
    ['logged', 3, '项', 'recorded'],
    // 护考 twice 1+3+1, 养犬 1+1+2+1, 交通 five times 1+1, 献血 1.
    ['registrations', 26, '人次', 'recorded'],
    // 护考 46 over both days, 收菜花 20, 图书整理 one person, 养犬 5, 交通 10, 献血 1; 植树 and 圆梦 unknown.
    ['personTimes', 83, '人次', 'partial'],
    ['hours_clocked', 0.83, '小时', 'recorded'],
    ['hours_confirmed', 161, '小时', 'recorded'],
    ['hours_reported', 60, '小时', 'partial'],
    ['beneficiaries', 25000, '人', 'partial'],
    ['money', 50123.45, '元', 'recorded'],
    ['meetings', 2, '次', 'recorded'],
    ['meetingsCalledOff', 1, '次', 'recorded'],
    ['leaves', 1, '人次', 'recorded'],
    ['gapHeadcount', 2, '条', 'recorded'],
    ['gapService', 8, '场', 'recorded'],
    ['understaffed', 2, '场', 'recorded'],
  ])('%s: %d %s, %s', async (key, value, unit, status) => {
    expect(total(await draftOf(database), key)).toMatchObject({ value, unit, status });
  });

  it('keeps what was given without a quantity as missing, never as 0', async () => {
    const { figures, sections } = await draftOf(database);
    const goods = figures
      .filter((figure) => figure.key === 'goods')
      .map(({ label, value, status }) => [label, value, status]);
    expect(goods).toEqual([
      ['捐赠图书', 25000, 'recorded'],
      ['捐赠衣物', 200, 'recorded'],
      ['捐赠文具', null, 'missing'],
    ]);
    const text = JSON.stringify(sections);
    expect(text).toContain('图书2.5万册');
    expect(text).toContain('文具的捐赠，数量未记录');
  });

  it('counts a figure from the rows it shows', async () => {
    for (const figure of (await draftOf(database)).figures) {
      const known = figure.rows.flatMap((row) => row.value ?? []);
      const sum = known.reduce((all, one) => all + one, 0);
      if (figure.value === null) expect(known.every((value) => value === 0)).toBe(true);
      else expect(sum).toBeCloseTo(figure.value, 2);
    }
  });

  it('writes no number that is not a figure or stands in a row', async () => {
    const draft = await draftOf(database);
    const { paragraphs, cells } = await openDocx(await renderSummaryDocx(draft));
    const appendixAt = paragraphs.indexOf('附：数据来源');
    const body = paragraphs.slice(0, appendixAt).join('\n');
    const stated = new Set([
      ...draft.figures.flatMap((figure) => (figure.value === null ? [] : [formatNumber(figure.value)])),
      ...[...draft.facts.map((fact) => fact.text), draft.period.name, draft.date].flatMap(numbersIn),
    ]);
    expect(numbersIn(body).length).toBeGreaterThan(30);
    expect(numbersIn(body).filter((number) => !stated.has(number))).toEqual([]);

    const rows = draft.figures.flatMap((figure) => figure.rows);
    const behind = new Set([
      ...stated,
      ...draft.figures.map((figure) => figure.id.slice(1)),
      ...rows.flatMap((row) =>
        [`${row.source}`, row.day ?? '', row.text, formatNumber(row.value ?? 0)].flatMap(numbersIn),
      ),
    ]);
    expect(cells.flatMap(numbersIn).filter((number) => !behind.has(number))).toEqual([]);
  });

  it('gives the same bytes for the same rows', async () => {
    const [one, two] = await Promise.all([draftOf(database), draftOf(database)]);
    expect(await renderSummaryDocx(one)).toEqual(await renderSummaryDocx(two));
  });

  it('counts a period that ends later only up to today', async () => {
    const { figures, sections } = await draftOf(database, { from: '2025-01-01', to: '2025-12-31' });
    expect(total({ figures }, 'activities')?.value).toBe(10);
    const text = JSON.stringify(sections);
    expect(text).toContain('统计截至7月5日');
    // What is still to come within the period is told as planned, not left out.
    expect(text).toContain('7月20日在阳光养老院开展“敬老服务”');
  });

  it('counts for one unit only what is that unit’s', async () => {
    const { figures, title, sections } = await draftOf(database, { ...HALF_YEAR, unit: '城区站' });
    expect(title).toBe('城区站2025年上半年工作总结');
    expect(total({ figures }, 'activities')?.value).toBe(2);
    expect(total({ figures }, 'personTimes')?.value).toBe(46);
    expect(figures.some((figure) => figure.key === 'meetings')).toBe(false);
    expect(sections.map((section) => section.heading)).toEqual([
      '',
      '一、志愿服务特色',
      '二、存在的问题',
      '三、下一步打算',
    ]);
  });

  it.each([
    ['2025-06-30', '2025-01-01', '请把前后换过来'],
    ['2026-01-01', '2026-06-30', '还没有到'],
    ['2010-01-01', '2025-06-30', '最长可以写十年'],
    ['2025-02-30', '2025-06-30', '没有「2025-02-30」这一天'],
  ])('refuses %s to %s with one sentence', async (from, to, said) => {
    await expect(draftOf(database, { from, to })).rejects.toMatchObject({
      isForUser: true,
      message: expect.stringContaining(said),
    });
  });

  it('refuses a unit nobody knows, and says which there are', async () => {
    await expect(draftOf(database, { ...HALF_YEAR, unit: '火星站' })).rejects.toThrow(
      '没有叫「火星站」的单位，已有的单位：城区站',
    );
  });
});

describeOnDatabases('a period without rows', (database) => {
  it('is said to have none, and nothing else', async () => {
    const draft = await draftOf(database);
    expect(draft.sections).toHaveLength(1);
    expect(draft.sections[0]?.paragraphs[0]?.text).toBe(
      '2025年上半年，志愿者协会党支部本期没有记录。活动、志愿服务、捐赠和会议的数据未记录，待补录后再行总结。',
    );
    expect(draft.figures.every((figure) => figure.value === null && figure.status === 'missing')).toBe(true);
  });

  it('takes recorded none for zero', async () => {
    await addService(database.get().db, {
      title: '慰问',
      day: '2025-05-01',
      headcount: 0,
      minutes: 0,
      beneficiaries: 0,
    });
    const draft = await draftOf(database);
    expect(total(draft, 'personTimes')).toMatchObject({ value: 0, status: 'zero' });
    expect(total(draft, 'money')).toMatchObject({ value: null, status: 'missing' });
    expect(JSON.stringify(draft.sections)).not.toContain('0人次');
    // All records were looked through for a missing duration; there are no donations to look through.
    const gap = total(draft, 'gapMinutes');
    expect(gap).toMatchObject({ value: 0, status: 'zero', rows: [] });
    expect(total(draft, 'gapDonation')).toMatchObject({ value: null, status: 'missing' });
    expect(gap && formatSources(gap, { page: 1, today: TODAY, origins: new Map() })).toContain(
      '逐条查过，没有这样的记录。',
    );
  });
});

describeOnDatabases('who was there', (database) => {
  it('is counted once, whoever recorded it', async () => {
    const { db } = database.get();
    const person = await db.person.create({ data: { userid: 'w', name: '王芳', createdAt: NOW } });
    const other = await db.person.create({ data: { userid: 'l', name: '李强', createdAt: NOW } });
    const people = [person.id];
    const told = await addActivity(db, people, { title: '有总数', days: ['2025-05-01'], registered: [1] });
    await addService(db, { title: '有总数', day: '2025-05-01', activityId: told, headcount: 20, messageId: 1 });
    await addService(db, {
      title: '有总数',
      day: '2025-05-01',
      activityId: told,
      personId: other.id,
      headcount: 1,
      messageId: 2,
    });
    const single = await addActivity(db, people, { title: '只有个人记录', days: ['2025-05-02'], registered: [3] });
    await addService(db, {
      title: '只有个人记录',
      day: '2025-05-02',
      activityId: single,
      personId: person.id,
      headcount: 1,
    });
    await addService(db, {
      title: '只有个人记录',
      day: '2025-05-02',
      activityId: single,
      personId: other.id,
      headcount: 1,
    });
    const named = await addActivity(db, [], { title: '点名和总数', days: ['2025-05-03'] });
    await addService(db, {
      title: '点名和总数',
      day: '2025-05-03',
      activityId: named,
      personId: person.id,
      headcount: 1,
      messageId: 3,
    });
    await addService(db, { title: '点名和总数', day: '2025-05-03', activityId: named, headcount: 19, messageId: 3 });
    const { figures } = await draftOf(database);
    const of = (title: string): number | null | undefined =>
      figures.find((one) => one.label === `${title}·人次`)?.value;
    expect([of('有总数'), of('只有个人记录'), of('点名和总数')]).toEqual([20, 4, 20]);
  });
});

function draftOf(
  database: TestDatabase,
  order: { from: string; to: string; unit?: string } = HALF_YEAR,
): Promise<SummaryDraft> {
  return makeDraft(order, { database: database.get(), now: NOW, today: TODAY });
}

function total({ figures }: Pick<SummaryDraft, 'figures'>, key: string): Figure | undefined {
  return figures.find((figure) => figure.key === key && figure.subject === undefined);
}

function numbersIn(text: string): string[] {
  return text.match(NUMBER) ?? [];
}
