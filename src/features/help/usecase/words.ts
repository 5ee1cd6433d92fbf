import type { Command } from '../../../bot/command.ts';

/** A command that has a place in the help. */
export type Topic = Command & { help: NonNullable<Command['help']> };

/** What people call a topic besides its title and its examples, by the command's name. */
const EVERYDAY: Readonly<Record<string, readonly string[]>> = {
  register: ['参加活动', '接龙报名'],
  cancel: ['退出活动', '退报'],
  list: ['报名名单', '查名单', '查报名'],
  publish: ['活动发布', '新建活动', '组织活动'],
  open: ['查活动'],
  change: ['改活动', '活动改期'],
  log_service: ['补登', '补记', '登记服务', '服务记录'],
  log_donation: ['捐款', '捐物', '善款'],
  'meeting-leave': ['例会请假', '告假'],
  'meeting-create': ['设置例会', '安排会议'],
  'meeting-change': ['例会改期', '取消例会'],
  'meeting-list': ['例会安排', '会议时间'],
  summary: ['总结', '生成总结', '工作总结'],
  sources: ['来源'],
  calendar: ['调休'],
  name: ['姓名', '改名字'],
  role: ['权限', '角色'],
  tie_chat: ['群机器人'],
  'task-give': ['布置任务', '安排任务', '分配任务', '交办'],
  tasks: ['查任务', '待办', '全部任务'],
  'task-finish': ['任务完成', '办完任务'],
};

/** Topics that people look for together, under a title. */
export interface Chapter {
  title: string;
  topics: readonly Topic[];
}

const HAN = /^[\u4e00-\u9fff]{2,6}$/;
/** The words a line begins with, up to a day, a number, a blank or its end. */
const HEAD = /^[\u4e00-\u9fff]{2,6}(?=$|[\s\d])/;

export function topicsAmong(commands: readonly Command[]): Topic[] {
  return commands.filter((command): command is Topic => command.help !== undefined);
}

/** The words that stand for a topic: its title and the halves of one (名单和名额), how its examples begin, everyday names. */
export function wordsOf({ name, help }: Topic): string[] {
  const heads = help.examples.flatMap((example) => HEAD.exec(example)?.[0] ?? []);
  const titles = [help.title, ...help.title.split('和')];
  return [...new Set([...titles, ...heads, ...(EVERYDAY[name] ?? [])])].filter((word) => HAN.test(word));
}

/** The words that stand for a chapter: its title and the halves of one (报名和活动). */
export function isChapterNamed({ title }: Chapter, wanted: string): boolean {
  return title === wanted || title.split('和').includes(wanted);
}
