import { describe, expect, it } from 'vitest';
import { explainReply } from '../../../../src/features/explain/reply.ts';
import { recognise } from '../../../../src/features/explain/usecase/recognise.ts';
import { findTypos } from '../../../../src/features/explain/usecase/typos.ts';
import { createFeatures } from '../../../../src/features/index.ts';
import { SERVICES } from '../../../support/services.ts';

const COMMANDS = createFeatures(SERVICES, []).flatMap(({ commands = [] }) => commands);
// A Wednesday.
const CONTEXT = { today: '2026-06-03', time: '10:00', roster: ['王芳'] };

function explain(text: string): string[] {
  const recognised = recognise(text, COMMANDS, CONTEXT);
  const typos = findTypos(text, CONTEXT.roster);
  return explainReply({ text, today: CONTEXT.today, recognised, typos }).text.split('\n');
}

describe('findTypos', () => {
  it.each([
    ['抱名 六月四号护考', ['抱名→报名']],
    ['报个明', ['报个明→报个名']],
    ['签道', ['签道→签到']],
    ['帮我取销 6月4日护考', ['取销→取消']],
    ['報名 護考', []],
    ['报名 6月4日护考', []],
    ['今天天气真好', []],
  ])('%s', (text, typos) => {
    expect(findTypos(text, []).map(({ typed, meant }) => `${typed}→${meant}`)).toEqual(typos);
  });
});

describe('explainReply', () => {
  it('shows each field with the words it was read from, and what was mistyped', () => {
    expect(explain('抱名 六月四号护考')).toEqual([
      '「抱名 六月四号护考」我是这样看的：',
      '意思：报名（把握 95%）',
      '日期：6月4日(周四) ←「六月四号」',
      '活动：护考 ←「护考」',
      '谁：你',
      '错字：抱名→报名',
    ]);
  });

  it('shows what looks wrong', () => {
    expect(explain('报名 6月4日(周二)护考')).toContain('提醒：6月4日是周四，不是周二');
  });

  it('shows the other readings and how sure each is', () => {
    const recognised = {
      kind: 'read' as const,
      readings: [
        { intent: 'list' as const, confidence: 0.955, spans: [] },
        { intent: 'register' as const, confidence: 0.7, spans: [], self: true },
      ],
    };
    const lines = explainReply({ text: '报名单', today: CONTEXT.today, recognised, typos: [] }).text.split('\n');
    expect(lines).toContain('意思：查名单或名额（把握 96%）');
    expect(lines).toContain('也可能是：报名（把握 70%，不够，不会直接办）');
  });

  it('tells that nothing was found to do', () => {
    expect(explain('今天天气真好')).toEqual([
      '「今天天气真好」我是这样看的：',
      '意思：没看出要办什么，发「帮助」看看可以怎么说',
    ]);
  });

  it.each([
    ['撤销', '意思：这是固定的说法，对应「撤销」'],
    ['我是王芳', '意思：这是固定的说法，对应「报上姓名」'],
    ['取消请假', '意思：这是固定的说法，照原样发就认得'],
  ])('names the command of the fixed wording %s', (text, line) => {
    expect(explain(text)[1]).toContain(line);
  });

  it('says so where nobody does it', () => {
    const recognised = { kind: 'read' as const, readings: [{ intent: 'demand' as const, confidence: 0.9, spans: [] }] };
    const { text } = explainReply({ text: '需要人手', today: CONTEXT.today, recognised, typos: [] });
    expect(text).toContain('登记求助需求（把握 90%）\n这件事我还不会办。');
  });

  it('lets no markup, mention or phone number through, and cuts what is long', () => {
    const [title = ''] = explain(`@所有人 **点这里** 13800001234 ${'长'.repeat(100)}`);
    expect(title).toMatch(/^「＠所有人 ＊＊点这里＊＊ 138＊＊＊＊1234 长+…」/);
    expect(title.length).toBeLessThan(80);
  });
});
