import { expect, it } from 'vitest';
import type { Held, Minutes } from '../../../../src/features/minutes/types.ts';
import { type MeetingRecord, renderRecord } from '../../../../src/features/minutes/usecase/paper.ts';
import { openDocx } from '../../../support/docx.ts';

const HELD: Held = {
  ...{ id: 1, meetingId: 1, kind: 'regular', attendees: null, unitId: null, title: '周一例会' },
  ...{ day: '2026-06-01', nominalDay: '2026-06-01', startTime: '19:00', startsAt: new Date('2026-06-01T11:00:00Z') },
  ...{ place: '支部活动室', chair: '陈静', agenda: ['分析形势'], state: 'planned', movedWhy: null },
};
const MINUTES: Minutes = {
  ...{ id: 1, holdingId: 1, version: 1, recorder: '王芳', createdAt: new Date('2026-06-01T13:00:00Z') },
  ...{ text: '会议决定购买雨衣20件。\n由李强负责', decisions: ['购买雨衣20件'] },
};
const NOBODY = { expected: [], present: [], late: [], leave: [], absent: [] };

async function linesOf(record: Partial<MeetingRecord>): Promise<{ paragraphs: string[]; cells: string[] }> {
  const whole = { held: HELD, minutes: MINUTES, attendance: NOBODY, labels: {}, points: [], tasks: [], ...record };
  const { paragraphs, cells } = await openDocx(await renderRecord(whole));
  return { paragraphs: paragraphs.filter((text) => text !== ''), cells };
}

it('says who was to come, came, was late, on leave and away, what was decided and who does what', async () => {
  const { paragraphs, cells } = await linesOf({
    attendance: {
      ...{ expected: ['陈静', '李强', '赵敏', '周丽'], present: ['陈静'], late: ['李强'] },
      ...{ leave: [{ name: '赵敏', reason: '出差' }], absent: ['周丽'] },
    },
    points: ['护考车辆'],
    tasks: [{ title: '联系出租车', ownerId: 1, owner: '李强', dueDay: '2026-06-10', state: 'open' }],
  });
  expect(paragraphs.slice(0, 18)).toEqual([
    ...['周一例会会议记录', '会议名称：周一例会', '时间：2026年6月1日（星期一）19:00', '地点：支部活动室'],
    ...[
      '主持人：陈静',
      '记录人：王芳',
      '应到：4人：陈静、李强、赵敏、周丽',
      '实到：2人：陈静、李强',
      '迟到：1人：李强',
    ],
    ...['请假：1人：赵敏（出差）', '缺席：1人：周丽', '一、会议议题', '1．分析形势', '2．护考车辆'],
    ...['二、会议内容', '会议决定购买雨衣20件。', '由李强负责', '三、议定事项'],
  ]);
  expect(cells.slice(-5)).toEqual(['1', '联系出租车', '李强', '2026年6月10日', '']);
});

it('makes up nothing: what nobody recorded is said to be so, or taken from the text', async () => {
  const { paragraphs } = await linesOf({ held: { ...HELD, place: null, chair: null }, labels: { present: ['李强'] } });
  expect(paragraphs).toContain('地点：未记录');
  expect(paragraphs).toContain('应到：未记录');
  expect(paragraphs).toContain('实到：1人：李强');
});
