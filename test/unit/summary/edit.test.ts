import { describe, expect, it } from 'vitest';
import type { SummaryDraft } from '../../../src/features/summary/types.ts';
import { planDraft } from '../../../src/features/summary/usecase/draft.ts';
import { applyEdit } from '../../../src/features/summary/usecase/edit/apply.ts';
import { changesSince, differenceOf } from '../../../src/features/summary/usecase/edit/difference.ts';
import { manualParagraph } from '../../../src/features/summary/usecase/edit/manual.ts';
import { readEdit } from '../../../src/features/summary/usecase/edit/order.ts';
import { formatFigure } from '../../../src/features/summary/usecase/render.ts';
import { sampleRecords } from './records.ts';

const ALL = sampleRecords();

function draft(options: { form?: string; detailed?: string[] } = {}): SummaryDraft {
  const { sections, finish } = planDraft(ALL, options);
  return finish(sections, []);
}

const EDITING = {
  by: '赵敏',
  remake: async ({ form, detailed }: Pick<SummaryDraft, 'form' | 'detailed'>) => draft({ form, detailed }),
};

async function edited(line: string, from = draft()): Promise<SummaryDraft> {
  const edit = readEdit(line);
  if (!edit) throw new Error(`${line} is no edit`);
  return applyEdit(from, edit, EDITING);
}

describe('readEdit', () => {
  it.each([
    ['第二部分写详细些', { kind: 'detail', section: 2, isMore: true }],
    ['把第2部分再写具体一点', { kind: 'detail', section: 2, isMore: true }],
    ['第三部分写简单点', { kind: 'detail', section: 3, isMore: false }],
    ['删掉第3段', { kind: 'delete', section: null, paragraph: 3 }],
    ['第二部分第1段删掉', { kind: 'delete', section: 2, paragraph: 1 }],
    ['把第十段去掉', { kind: 'delete', section: null, paragraph: 10 }],
    ['加一句:感谢各单位的支持。', { kind: 'add', section: null, paragraph: null, text: '感谢各单位的支持。' }],
    ['在第二部分加一段：护考期间天气炎热。', { kind: 'add', section: 2, paragraph: null, text: '护考期间天气炎热。' }],
    ['第2段后加一句：得到好评。', { kind: 'add', section: null, paragraph: 2, text: '得到好评。' }],
    ['第3段改为：本期工作平稳。', { kind: 'replace', section: null, paragraph: 3, text: '本期工作平稳。' }],
    ['换成季度简报', { kind: 'form', form: 'brief' }],
    ['改成述职报告的格式', { kind: 'form', form: 'station' }],
    ['标题改为2025年上半年志愿服务总结', { kind: 'title', text: '2025年上半年志愿服务总结' }],
    ['对比去年', { kind: 'compare' }],
    ['和去年同期比一比', { kind: 'compare' }],
  ])('%s', (line, edit) => {
    expect(readEdit(line)).toEqual(edit);
  });

  it.each(['第二天报名', '6月4日护考改成6月5日', '比赛', '报名 第3场', '加我一个', '改成8点', '换成李强', '去年'])(
    '%s is none',
    (line) => {
      expect(readEdit(line)).toBeUndefined();
    },
  );
});

describe('a draft that is worked on', () => {
  it('drops a paragraph, and says what went', async () => {
    const before = draft();
    const after = await edited('第一部分第1段删掉', before);
    const { gone, added } = differenceOf(before, after);
    expect([gone.join(''), added]).toEqual([before.sections[1]?.paragraphs[0]?.text, []]);
  });

  it('keeps what a person wrote, marked, also in another form', async () => {
    const one = await edited('在第二部分加一句：护考期间，46名志愿者到场，张贴标语300条。');
    const own = one.sections.flatMap(({ paragraphs }) => paragraphs).find(({ manual }) => manual);
    expect(own).toMatchObject({ manual: { by: '赵敏', unproved: ['46名', '300条'] } });
    const other = await edited('换成季度简报', await edited('标题改为护考专刊', one));
    expect(other).toMatchObject({ form: 'brief', title: '护考专刊' });
    expect(other.sections.flatMap(({ paragraphs }) => paragraphs).filter(({ manual }) => manual)).toMatchObject([
      { text: own?.text },
    ]);
  });

  it('tells more of a part, and less again', async () => {
    const more = await edited('第二部分写详细些');
    expect(more.detailed).toContain('志愿服务特色');
    const length = (made: SummaryDraft) => JSON.stringify(made.sections).length;
    expect(length(more)).toBeGreaterThan(length(draft()));
    expect((await edited('第二部分写简单些', more)).sections).toEqual(draft().sections);
  });

  it.each([
    ['删掉第99段', '没有第99段'],
    ['第九部分写详细些', '没有第9部分'],
    ['第二部分第50段删掉', '第2部分只有'],
    [`标题改为${'长'.repeat(80)}`, '60个字以内'],
  ])('%s: a clear answer', async (line, sentence) => {
    await expect(edited(line)).rejects.toThrow(sentence);
  });

  it('lists figures that are others now', () => {
    const frozen = draft();
    const { figures } = frozen;
    const now = {
      ...frozen,
      figures: figures.map((one) =>
        one.key === 'money' ? { ...one, value: 60_000, status: 'recorded' as const } : one,
      ),
    };
    expect(changesSince(frozen, now, formatFigure)).toEqual([{ label: '捐款', before: '50123.45元', after: '6万元' }]);
    expect(changesSince(frozen, frozen, formatFigure)).toEqual([]);
  });
});

describe('numbers a person types', () => {
  const { figures } = draft();
  it.each<[string, string[]]>([
    ['感谢各单位的支持，进一步做好工作。', []],
    ['接收图书2.5万册。', []],
    ['接收图书25000册。', []],
    ['接收图书3万册。', ['3万册']],
    ['6月7日，第一中学门口。', []],
    ['共有五百人参加。', ['五百人']],
    ['比去年增长20%。', ['20%']],
    ['发放倡议书８０份。'.normalize('NFKC'), ['80份']],
  ])('%s', (text, unproved) => {
    expect(manualParagraph(text, null, figures).manual?.unproved).toEqual(unproved);
  });
});
