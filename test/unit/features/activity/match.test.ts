import { describe, expect, it } from 'vitest';
import {
  type Match,
  type Matchable,
  matchOccurrences,
  type Wanted,
} from '../../../../src/features/activity/usecase/match.ts';

function day(id: number, date: string, title: string, more: { start?: string; end?: string; place?: string } = {}) {
  const { start = null, end = null, place = null } = more;
  return { id, day: `2026-${date}`, startTime: start, endTime: end, activity: { title, place } };
}

const EXAM_4 = day(1, '06-04', '护考志愿服务', { start: '08:00', end: '12:00', place: '一中门口' });
const EXAM_5 = day(2, '06-05', '护考志愿服务', { start: '08:00', end: '12:00', place: '一中门口' });
const EXAM_6 = day(3, '06-06', '护考志愿服务', { start: '14:00', end: '17:00', place: '二中门口' });
const CLOTHES = day(4, '06-04', '旧衣回收', { start: '09:30' });
const SORTING = day(5, '06-07', '垃圾分类督导', { start: '15:00' });
const SCREENING = day(6, '06-08', '流动电影放映', { start: '19:00' });
const ALL = [EXAM_4, CLOTHES, EXAM_5, EXAM_6, SORTING, SCREENING];

function idsOf(match: Match<Matchable>): { kind: string; ids: number[] } {
  const chosen =
    match.kind === 'found' ? match.occurrences : match.kind === 'several' ? match.candidates : match.nearest;
  return { kind: match.kind, ids: chosen.map(({ id }) => id) };
}

const CASES: [string, Wanted, string, number[]][] = [
  ['title and day', { keyword: '护考', dates: ['2026-06-04'] }, 'found', [1]],
  ['whole title', { keyword: '护考志愿服务', dates: ['2026-06-05'] }, 'found', [2]],
  ['words every activity has', { keyword: '旧衣回收的志愿活动' }, 'found', [4]],
  ['a part of the title', { keyword: '放映' }, 'found', [6]],
  ['the title inside the words', { keyword: '旧衣回收站' }, 'found', [4]],
  ['a typo', { keyword: '垃圾分类督道' }, 'found', [5]],
  ['letters left out', { keyword: '旧衣收' }, 'found', [4]],
  ['a day with one activity', { dates: ['2026-06-07'] }, 'found', [5]],
  ['a day with two', { dates: ['2026-06-04'] }, 'several', [1, 4]],
  ['several days of one', { keyword: '护考', dates: ['2026-06-04', '2026-06-06'] }, 'found', [1, 3]],
  ['one of several days', { keyword: '护考' }, 'several', [1, 2, 3]],
  ['the part of the day', { keyword: '护考', part: 'afternoon' }, 'found', [3]],
  ['the time', { keyword: '护考', time: ['14:00'] }, 'found', [3]],
  ['when they arrive, not when it begins', { keyword: '旧衣回收', time: ['09:00'] }, 'found', [4]],
  ['another time', { keyword: '旧衣回收', time: ['19:00'] }, 'none', [4]],
  ['the place', { keyword: '护考', place: '二中' }, 'found', [3]],
  ['a week as a span', { keyword: '旧衣回收', dates: weekOf(1) }, 'found', [4]],
  ['another activity', { keyword: '采茶' }, 'none', [1, 4, 2]],
  ['like one, but another: offered, not taken', { keyword: '垃圾分类宣传' }, 'none', [5, 1, 4]],
  ['another day of it', { keyword: '护考', dates: ['2026-06-09'] }, 'none', [3, 2, 1]],
  ['another activity on the day', { keyword: '采茶', dates: ['2026-06-07'] }, 'none', [5]],
  ['nothing said', {}, 'several', [1, 4, 2, 3, 5, 6]],
  ['only words without meaning', { keyword: '志愿活动', dates: ['2026-06-08'] }, 'found', [6]],
  ['an announcement quoted', { quote: '已发布：6月5日(周五) 护考志愿服务\n地点：一中门口' }, 'found', [2]],
  ['a quote that names nothing', { quote: '收到', dates: ['2026-06-07'] }, 'found', [5]],
];

describe('matchOccurrences', () => {
  it.each(CASES)('%s', (_, wanted, kind, ids) => {
    expect(idsOf(matchOccurrences(ALL, wanted))).toEqual({ kind, ids });
  });

  it('assumes the only one there is, and says so', () => {
    expect(matchOccurrences([CLOTHES], {})).toMatchObject({ kind: 'found', isAssumed: true });
    expect(matchOccurrences([CLOTHES], { dates: ['2026-06-04'] })).toMatchObject({ isAssumed: false });
    expect(matchOccurrences([CLOTHES], { quote: '旧衣回收' })).toMatchObject({ isAssumed: false });
  });

  it('tells the days it is not held on, but not those of a whole week', () => {
    const wanted = { keyword: '护考', dates: ['2026-06-04', '2026-06-07'] };
    expect(matchOccurrences(ALL, wanted)).toMatchObject({ kind: 'found', missingDays: ['2026-06-07'] });
    expect(matchOccurrences(ALL, { keyword: '旧衣回收', dates: weekOf(1) })).toMatchObject({ missingDays: [] });
  });

  it('prefers the very title to one that contains it', () => {
    const longer = day(7, '06-04', '护考送水');
    expect(idsOf(matchOccurrences([EXAM_4, longer], { keyword: '护考' }))).toEqual({ kind: 'found', ids: [1] });
    expect(idsOf(matchOccurrences([EXAM_4, longer], { keyword: '护考送水' }))).toEqual({ kind: 'found', ids: [7] });
    const quote = '6月4日(周四) 护考送水';
    const short = day(8, '06-04', '护考');
    expect(idsOf(matchOccurrences([short, longer], { quote }))).toEqual({ kind: 'found', ids: [7] });
  });

  it('asks where the days named belong to different activities', () => {
    const wanted = { dates: ['2026-06-07', '2026-06-08'] };
    expect(idsOf(matchOccurrences(ALL, wanted))).toEqual({ kind: 'several', ids: [5, 6] });
  });

  it('finds nothing among nothing', () => {
    expect(matchOccurrences([], { keyword: '护考' })).toEqual({ kind: 'none', nearest: [] });
    expect(matchOccurrences([], {})).toEqual({ kind: 'none', nearest: [] });
  });
});

function weekOf(first: number): string[] {
  return Array.from({ length: 7 }, (_, i) => `2026-06-0${first + i}`);
}
