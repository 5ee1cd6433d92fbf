import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toInstant } from '../../../src/clock.ts';
import { startTestApp, type TestApp, textOf } from '../../support/app.ts';
import { describeOnDatabases } from '../../support/database.ts';

describeOnDatabases('the ledger as a table', (database) => {
  let app: TestApp;

  beforeAll(async () => {
    const { db } = database.get();
    const createdAt = new Date('2026-01-01T00:00:00+08:00');
    for (const [kind, title, day] of [
      ['lecture', '=1+1,"党课"', '2026-02-10'],
      ['committee', '支委会', '2026-06-20'],
    ] as const) {
      const rule = { title, kind, startTime: '19:00', agenda: [], onDay: day, createdAt };
      const { id } = await db.meeting.create({ data: rule });
      const startsAt = toInstant(day, '19:00', 'Asia/Shanghai');
      const timing = { meetingId: id, nominalDay: day, day, startTime: '19:00', startsAt };
      await db.meetingOccurrence.create({ data: timing });
    }
    app = await startTestApp({ databaseUrl: database.url, now: '2026-06-10T10:00:00+08:00', waitsForPushes: true });
  });

  afterAll(() => app.stop());

  it('comes as a file with every holding and every period that lacks one', async () => {
    const shown = await app.say('zhaomin', '台账 上半年 表格');
    expect(textOf(shown)).toContain('2026年上半年的台账表格做好了');
    const file = shown.find(({ kind }) => kind === 'file');
    expect(file?.name).toBe('三会一课台账 2026年上半年.xlsx');
    const response = await fetch(new URL(file?.url ?? '', app.address));
    const [sheet] = (await readXlsx(await response.arrayBuffer())).sheets;
    const rows = (sheet?.rows ?? []).map((row) =>
      row.map((cell) => (cell instanceof Date ? cell.toISOString() : cell)),
    );
    expect(rows[0]?.join()).toBe(
      '会议,单位,要求,期,日期,星期,名称,情况,应到,实到,迟到,请假,缺席,列席,出勤率,会议记录,编号',
    );
    const lines = rows.map((row) => row.join());
    expect(lines).toContain(
      '党课,支部,每季度一次,第一季度,2026-02-10T00:00:00.000Z,周二,=1+1,"党课",已开,,,,,,,未记录,未记录,会议1',
    );
    expect(lines).toContain('支委会,支部,每月一次,6月,2026-06-20T00:00:00.000Z,周六,支委会,已排定,,,,,,,,,会议2');
    expect(lines).toContain('党课,支部,每季度一次,第二季度,,,,还要开 1 次，2026-06-30 前,,,,,,,,,');
    expect(lines).toContain('支委会,支部,每月一次,1月,,,,欠 1 次,,,,,,,,,');
  });

  it('is asked for in everyday words, and what is no order of it is left alone', async () => {
    expect(textOf(await app.say('zhaomin', '看看今年三会一课的情况'))).toContain('三会一课台账 2026年');
    expect(textOf(await app.say('zhaomin', '第二季度台账'))).toContain('三会一课台账 2026年第二季度');
    expect(textOf(await app.say('zhaomin', '捐赠台账：大米20袋'))).not.toContain('三会一课');
  });
});
