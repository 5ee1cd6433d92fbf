import { describe, expect, it } from 'vitest';
import { formatMinutes, sayLogged } from '../../../../src/features/service/reply.ts';
import type { Logged, ServiceEntry } from '../../../../src/features/service/types.ts';

const TODAY = '2026-06-04';

function logged(entry: Partial<ServiceEntry>, more: Partial<Logged> = {}): Logged {
  return {
    outcome: 'logged',
    entry: {
      title: '护考',
      days: ['2026-06-02'],
      names: [],
      chosen: {},
      isSelf: false,
      headcount: 20,
      minutes: 180,
      beneficiaries: null,
      ...entry,
    },
    people: [],
    activity: null,
    unit: null,
    undo: { revoke: [1], restore: [] },
    ...more,
  };
}

const say = (entry: Partial<ServiceEntry>, more?: Partial<Logged>) =>
  sayLogged(logged(entry, more), TODAY, (value) => `log_service:${value}`);

it.each([
  [1, '1分钟'],
  [59, '59分钟'],
  [60, '1小时'],
  [90, '1.5小时'],
  [100, '1.67小时'],
  [6000, '100小时'],
])('formatMinutes(%i)', (minutes, expected) => {
  expect(formatMinutes(minutes)).toBe(expected);
});

describe('sayLogged', () => {
  it('tells everything that was stored', () => {
    expect(say({ beneficiaries: 300 }, { activity: '护考志愿服务', unit: '城区站' })).toEqual({
      text: [
        '已补录：6月2日(周二) 护考',
        '共20人，每人3小时，合计60小时（自己上报）',
        '受益300人',
        '归入活动：护考志愿服务',
        '记在：城区站',
        '记错了？10分钟内发“撤销”即可。',
      ].join('\n'),
    });
  });

  it('shows the line that fills in what is missing, with the year where it is another', () => {
    const { text } = say({ days: ['2025-12-30'], headcount: null, minutes: null });
    expect(text).toContain('人数未填，时长未填');
    expect(text).toContain('人数、时长未填，可补：补录 2025年12月30日 护考 几人 几小时');
  });

  it('keeps the names in the line that fills in the hours', () => {
    const entry = { names: ['张三'], isSelf: true, headcount: 2, minutes: null };
    expect(say(entry, { people: ['王芳', '张三'] }).text).toContain('补录 6月2日 护考 我、张三 几小时');
  });

  it('asks about hours over days that follow each other only where both are possible', () => {
    const days = ['2026-06-01', '2026-06-02', '2026-06-03'];
    expect(say({ days }).text).toContain('6月1日(周一)至6月3日(周三)');
    expect(say({ days }).choices).toHaveLength(2);
    expect(say({ days, minutes: 30 * 60 }).choices).toBeUndefined();
    expect(say({ days, minutes: null }).choices).toBeUndefined();
    expect(say({ days: ['2026-06-01', '2026-06-03'] }).choices).toBeUndefined();
  });
});
