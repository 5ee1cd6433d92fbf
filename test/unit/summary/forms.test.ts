import { describe, expect, it } from 'vitest';
import type { Records, WorkRow } from '../../../src/features/summary/types.ts';
import { formNamed, forms } from '../../../src/features/summary/usecase/compose/form.ts';
import { planDraft } from '../../../src/features/summary/usecase/draft.ts';
import { occurrence, records, registered, sampleRecords } from './records.ts';

let serial = 0;

function work(kind: WorkRow['kind'], item: string, values: Partial<WorkRow> = {}): WorkRow {
  serial += 1;
  const day = values.day ?? '2025-05-24';
  return {
    ...{ id: serial, kind, item, day, untilDay: day, title: null, verb: null, quantity: 1, unitWord: '项' },
    ...{ giver: null, receiver: null, level: null, year: 2025, activityId: null, messageId: null },
    ...values,
  };
}

function textOf(all: Records, form?: string): string {
  const { finish, sections } = planDraft(all, form === undefined ? {} : { form });
  return finish(sections, [])
    .sections.map(({ heading, paragraphs }) => [heading, ...paragraphs.map(({ text }) => text)].join('\n'))
    .join('\n');
}

describe('what is told beside activities and hours', () => {
  const told = (works: WorkRow[], more: Partial<Records> = {}) => textOf(records({ works, ...more }));

  it('results and resources stand with their activity, each with its amount or as not recorded', () => {
    const title = '文明养犬劝导';
    const text = told(
      [
        work('measure', '倡议书', { title, verb: '发放', quantity: 80, unitWord: '份' }),
        work('measure', '环保袋', { title, verb: '发放', quantity: null, unitWord: '套' }),
        work('resource', '宣传车', { title, quantity: 2, unitWord: '辆' }),
        work('helped', '群众', { title, quantity: 300, unitWord: '人' }),
      ],
      { occurrences: [occurrence(title, '2025-05-24', { registrations: registered(1, 1) })] },
    );
    expect(text).toContain('发放倡议书80份、环保袋（数量未记录），投入宣传车2辆，受益群众300人。');
    expect(text).toContain('成果记录中有1条没有写明数量');
  });

  it('results of nothing published are told as well', () => {
    expect(
      told([work('measure', '树木', { title: '造林绿化', verb: '栽植', quantity: 700, unitWord: '棵' })]),
    ).toContain('栽植树木700棵');
    expect(told([work('measure', '垃圾', { verb: '清理', quantity: 3, unitWord: '吨' })])).toContain(
      '本期还清理垃圾3吨。',
    );
  });

  it('honours with who, by whom and how many; reports with their papers; what was founded', () => {
    const text = told([
      work('honour', '优秀基层党组织', {
        receiver: '协会党支部',
        giver: '区委',
        quantity: 2,
        unitWord: '年',
        level: '区县',
      }),
      work('honour', '优秀志愿者服务组织', {
        receiver: '服务站',
        giver: '市文明委',
        quantity: 4,
        unitWord: '个',
        level: '市',
      }),
      work('honour', '学雷锋标兵', { receiver: null, giver: null, level: '省', year: 2024 }),
      work('media', '中央电视台', { title: '爱心护考' }),
      work('media', '经济日报', { title: '爱心护考' }),
      work('regulation', '积分制度'),
      work('base', '志愿者培训基地'),
      work('need', '法律援助', { giver: '民政局' }),
      work('application', '入党申请书', { quantity: 3, unitWord: '份' }),
    ]);
    expect(text).toContain(
      '本期登记荣誉3项：2024年支部获评“学雷锋标兵”；被市文明委评为“优秀志愿者服务组织”的服务站有4个；' +
        '协会党支部被区委评为“优秀基层党组织”，连续2年。',
    );
    expect(text).toContain('中央电视台、《经济日报》报道了“爱心护考”。');
    expect(text).toContain('制定制度1项：积分制度。');
    expect(text).toContain('建立基地1个：志愿者培训基地。');
    expect(text).toContain('收到民政局共1个单位提出的需求1项，内容为法律援助。');
    expect(text).toContain('收到入党申请书3份。');
  });

  it('what the organisation is, as of the day it was told', () => {
    const day = '2025-06-30';
    const organisationFigures = [
      work('organisation', '服务站', { day, quantity: 29, unitWord: '个' }),
      work('organisation', '志愿者', { day, quantity: 8775, unitWord: '名' }),
      work('organisation', '党员', { day, quantity: 232, unitWord: '名' }),
    ];
    expect(told([], { organisationFigures })).toContain(
      '截至6月30日，区志愿者协会设有服务站29个、志愿者8775名，其中党员232名。',
    );
  });

  it('says whom it gave on to, and keeps the name from a model', () => {
    const all = sampleRecords();
    const given = {
      ...all.donations[3],
      id: 99,
      direction: 'given',
      item: '救助金',
      amountFen: 5_000_000n,
      receiver: '居民利某',
    };
    const plan = planDraft({ ...all, donations: [...all.donations, given as (typeof all.donations)[number]] });
    expect(textOf({ ...all, donations: [...all.donations, given as (typeof all.donations)[number]] })).toContain(
      '向居民利某拨发救助金5万元。',
    );
    expect([...plan.material.facts.values()].find(({ text }) => text === '居民利某')).toMatchObject({
      isPrivate: true,
    });
  });
});

describe('the forms of prompts/', () => {
  it.each(Object.keys(forms()))('%s: headings numbered from one, the same rows give the same text', (form) => {
    const all = sampleRecords();
    const { finish, sections } = planDraft(all, form === undefined ? {} : { form });
    const draft = finish(sections, []);
    const first = draft.sections
      .map(({ heading }) => heading)
      .filter((heading) => /^[一二三四五六七八九十]、/.test(heading));
    expect(first.map((heading) => heading.charAt(0))).toEqual([...'一二三四五六七八九十'.slice(0, first.length)]);
    expect(draft.sections.flatMap(({ paragraphs }) => paragraphs).length).toBeGreaterThan(0);
    const again = planDraft(all, form === undefined ? {} : { form });
    expect(again.finish(again.sections, [])).toEqual(draft);
  });

  it.each([
    ['写一份上半年总结', 'summary'],
    ['生成第二季度简报', 'brief'],
    ['写城区站述职报告', 'station'],
    ['写个护考的新闻稿', 'news'],
    ['换成两部分的', 'two_parts'],
    ['随便', undefined],
  ])('%s is %s', (text, key) => {
    expect(formNamed(text)).toBe(key);
  });
});
