// @ts-check
import { publicationAt, summaryAt } from './examples.js';

/** @typedef {import('./server.js').Shown} Shown */
/**
 * `speaker` does it: says `line`, or taps what is at `place`.
 * @typedef {{about: string, speaker?: string, line?: string, place?: 'card' | 'clock', isDone: boolean}} Step
 */

const REGISTER = '报名 护考';

/**
 * The bot's main job, one tap after the other.
 * @param {number} now the bot's clock
 * @param {Shown[]} all what was shown so far
 * @returns {Step[]}
 */
export function stepsAt(now, all) {
  /** @param {string} userid @param {RegExp} line */
  const hasSaid = (userid, line) => all.some(({ author, body }) => author.userid === userid && line.test(body.text));
  const hasTapped = all.some(({ tappedBy }) => tappedBy?.includes('wangfang'));
  /** @param {string} userid */
  const hasRegistered = (userid) => hasSaid(userid, /\s报名 /);
  return [
    {
      about: '李强发布活动，只有 2 个名额',
      speaker: 'liqiang',
      line: publicationAt(now),
      isDone: hasSaid('liqiang', /发布活动/),
    },
    {
      about: '王芳点卡片上的「报名」',
      speaker: 'wangfang',
      place: 'card',
      isDone: hasTapped || hasRegistered('wangfang'),
    },
    { about: '陈静打一行字报名，名额满了', speaker: 'chenjing', line: REGISTER, isDone: hasRegistered('chenjing') },
    { about: '周丽来晚了，排进候补', speaker: 'zhouli', line: REGISTER, isDone: hasRegistered('zhouli') },
    {
      about: '时钟拨到周日 20:00，看周一例会的通知',
      place: 'clock',
      isDone: all.some(({ author, body }) => author.kind === 'robot' && body.text.includes('例会')),
    },
    {
      about: '赵敏要一份总结，收到 Word 文件',
      speaker: 'zhaomin',
      line: summaryAt(now).line,
      isDone: all.some(({ author, body }) => author.kind !== 'person' && body.kind === 'file'),
    },
  ];
}
