// @ts-check
import { formatShortDate } from './time.js';

const DAY_MS = 86_400_000;

/**
 * Lines to tap; the days lie ahead of the bot's clock.
 * @param {number} now
 * @returns {{label: string, text: string}[]}
 */
export function examplesAt(now) {
  const day = formatShortDate(now + 3 * DAY_MS);
  const deadline = formatShortDate(now + 2 * DAY_MS);
  return [
    {
      label: '发布活动',
      text: `发布活动 ${day} 8:00-12:00 护考志愿服务 地点:一中门口 名额2 截止${deadline}18点`,
    },
    { label: '报名', text: `报名 ${day}护考` },
    { label: '带家属报名', text: `报名 ${day}护考 带1个家属` },
    { label: '还有名额吗', text: '护考还有名额吗' },
    { label: '我的报名', text: '我的报名' },
    { label: '取消报名', text: `取消报名 ${day}护考` },
    { label: '请假', text: '请假 周一例会 出差' },
    { label: '补录', text: '补录 昨天 社区清扫 12人 2小时' },
    { label: '捐赠', text: '捐赠 衣物 200套' },
    { label: '上半年总结', text: '生成上半年总结' },
    { label: '帮助', text: '帮助' },
  ];
}
