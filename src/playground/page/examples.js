// @ts-check
import { formatShortDate, halfYearOf } from './time.js';

const DAY_MS = 86_400_000;

/**
 * Lines to tap; the days lie ahead of the bot's clock.
 * @param {number} now
 * @param {string} speaker the name of who would say it
 * @returns {{label: string, text: string}[]}
 */
export function examplesAt(now, speaker) {
  const summary = summaryAt(now);
  return [
    { label: '报上姓名', text: `我是${speaker}` },
    { label: '发布活动', text: publicationAt(now) },
    { label: '报名', text: '报名 护考' },
    { label: '带家属报名', text: '报名 护考 带1个家属' },
    { label: '还有名额吗', text: '护考还有名额吗' },
    { label: '我的报名', text: '我的报名' },
    { label: '取消报名', text: '取消报名 护考' },
    { label: '请假', text: '请假 周一例会 出差' },
    { label: '补录', text: '补录 昨天 社区清扫 12人 2小时' },
    { label: '捐赠', text: '捐赠 衣物 200套' },
    { label: summary.label, text: summary.line },
    { label: '帮助', text: '帮助' },
  ];
}

/** An activity three days on. @param {number} now */
export function publicationAt(now) {
  const [deadline, day] = [2, 3].map((days) => formatShortDate(now + days * DAY_MS));
  return `发布活动 ${day} 8:00-12:00 护考志愿服务 地点:一中门口 名额2 截止${deadline}18点`;
}

/** The half-year that has records by now. @param {number} now */
export function summaryAt(now) {
  const label = `${halfYearOf(now)}总结`;
  return { label, line: `生成${label}` };
}
