import type { Command, CommandContext, Feature, Outcome } from '../../bot/command.ts';
import { textReply } from '../../bot/reply.ts';
import { missingPiece, userError } from '../../errors.ts';
import {
  countsText,
  groupReply,
  groupsText,
  leadReply,
  leftReply,
  rosterText,
  statusReply,
  undoneText,
  unknownReply,
  whichReply,
} from './reply.ts';
import { GROUP_WORDS, groupNamed, namesIn, orderSchema, STATUS_WORDS, statusNamed, undoSchema } from './schema.ts';
import type { Changed, Order } from './types.ts';
import { applyOrder } from './usecase/apply.ts';
import { resolvePeople } from './usecase/resolve.ts';
import { partyRoster } from './usecase/roster.ts';
import { undoOf, undoOrder } from './usecase/undo.ts';

/** What is talked about, not somebody: 党员 什么时候开会. */
const TALK =
  '(?!.*(?:吗|什么|怎么|几点|哪[里儿些个]|谁|多少|开会|大会|会议|例会|小组会|支委会|党课|报名|签到|请假|活动|名单|通知|学习|集合|我们|大家))';
const NAME = '[\\p{Script=Han}A-Za-z][\\p{Script=Han}A-Za-z·•]{1,14}';
/** 和 stands inside what NAME takes: namesIn() parts there. */
const BETWEEN = '(?:\\s*[、,，;；]\\s*@?|\\s+@?)';
const names = (group: string): string => `${TALK}@?(?<${group}>${NAME}(?:${BETWEEN}${NAME}){0,120})`;
const END = '[\\s。.!！]*$';
const SIGN = '[\\s:：]{1,4}';
const MAYBE_SIGN = '[\\s:：]{0,4}';

function wording(...forms: string[]): RegExp {
  return new RegExp(forms.map((form) => `^(?:${form})${END}`).join('|'), 'u');
}

/** The one of several named groups that matched. */
function said(match: RegExpExecArray | undefined, name: string): string | undefined {
  const groups = Object.entries(match?.groups ?? {});
  return groups.find(([key, value]) => key.startsWith(name) && value !== undefined)?.[1];
}

function peopleSaid(match: RegExpExecArray | undefined): string[] {
  return namesIn(said(match, 'names') ?? '');
}

const statusCommand = orderCommand({
  name: 'party_status',
  pattern: wording(
    `(?:登记|设置|标记|新增|添加|增加)?(?<status1>${STATUS_WORDS})(?:有|是)?${SIGN}${names('names1')}`,
    `(?:把|将)${names('names2')}(?:登记|设|标记|列|转|转正|发展)(?:为|成)(?<status2>${STATUS_WORDS})`,
  ),
  help: {
    title: '登记党员',
    line: '登记党员、预备党员、入党积极分子（支委）；「党员名单」看名单',
    examples: ['党员 张三、李四', '预备党员 王五', '入党积极分子 陈静'],
  },
  order: (match) => ({
    do: 'status',
    status: statusNamed(said(match, 'status') ?? ''),
    people: peopleSaid(match),
  }),
});

const endCommand = orderCommand({
  name: 'party_end',
  pattern: wording(
    `(?:取消|去掉|删除|删掉|移除|撤销)(?:${STATUS_WORDS})(?:身份|资格)?${SIGN}${names('names1')}`,
    `(?:把|将)${names('names2')}从(?:${STATUS_WORDS})(?:名单)?(?:里|中|上|里面)?(?:去掉|删掉|删除|移除|移出)`,
  ),
  order: (match) => ({ do: 'status', status: 'none', people: peopleSaid(match) }),
});

const joinCommand = orderCommand({
  name: 'party_group',
  pattern: wording(
    `(?:设立|成立|新建|建立|登记|设置|添加)?党小组${SIGN}(?<group1>${GROUP_WORDS})(?:成员|组员)?${SIGN}${names('names1')}`,
    `(?<group2>${GROUP_WORDS})(?:增加|添加|新增|加)?(?:成员|组员)(?:有|是)?${MAYBE_SIGN}${names('names2')}`,
    `(?<group3>[\\p{Script=Han}\\d]{1,12}党小组)\\s*[:：]\\s*${TALK}(?<names3>${NAME}(?:[、,，]${NAME}){1,120})`,
    `(?:把|将)${names('names4')}(?:调到|调入|转到|转入|加入|编入|分到|划到)(?<group4>${GROUP_WORDS})`,
  ),
  help: {
    title: '党小组',
    line: '设党小组、编组员（支委）；「党小组名单」看有哪些',
    examples: ['党小组 第一党小组：张三、李四、王五', '党小组 第二党小组：赵敏', '第一党小组成员：陈静'],
  },
  order: (match) => ({ do: 'join', group: groupNamed(said(match, 'group') ?? ''), people: peopleSaid(match) }),
});

const outCommand = orderCommand({
  name: 'party_group_out',
  pattern: wording(
    `(?<group1>${GROUP_WORDS})(?:去掉|移出|移除|删掉|删除|减去)${MAYBE_SIGN}${names('names1')}`,
    `(?:把|将)${names('names2')}(?:移出|调出|退出)(?<group2>${GROUP_WORDS})`,
  ),
  order: (match) => ({ do: 'leave', group: groupNamed(said(match, 'group') ?? ''), people: peopleSaid(match) }),
});

const leadCommand = orderCommand({
  name: 'party_group_lead',
  pattern: wording(
    `(?:设置|任命)?(?<group1>${GROUP_WORDS})的?组长(?:是|为|由|改为|改成|换成|换)?${MAYBE_SIGN}${TALK}@?(?<names1>${NAME})`,
  ),
  help: {
    title: '党小组组长',
    line: '定一个党小组的组长（支委）',
    examples: ['第一党小组组长 张三', '第二党小组组长是赵敏', '第一党小组组长换成李四'],
  },
  order(match) {
    const people = peopleSaid(match);
    if (people.length > 1) throw userError('invalid_input', '组长只写一位，例如：第一党小组组长 张三');
    return { do: 'lead', group: groupNamed(said(match, 'group') ?? ''), people };
  },
});

const rosterCommand: Command = {
  name: 'party_roster',
  pattern: new RegExp(
    `^(?:查看?|看看?|查一下|看一下)?(?:支部|我们)?的?(?:有(?:多少|几)(?:名|个)?)?(?:${STATUS_WORDS})(?:的?(?:名单|花名册|名册|列表|人数)|有(?:哪些|谁|多少|几)(?:人|名|个)?)[\\s。?？]*$`,
    'u',
  ),
  right: 'everyone',
  async run(context) {
    const view = { hasNames: context.can('meet'), isGroup: context.message.chat.kind === 'group' };
    return { reply: textReply(rosterText(await partyRoster(context.db), view)) };
  },
};

const groupsCommand: Command = {
  name: 'party_groups',
  pattern:
    /^(?:查看?|看看?|查一下|看一下)?(?:支部|我们)?的?(?:有(?:哪些|几个))?(?:党小组|(?<group>[\p{Script=Han}\d]{1,12}党小组))(?:的?(?:名单|列表|成员|组员|情况|组长)|有(?:哪些|几个|谁)人?|(?:的?组长)?是谁)?[\s。?？]*$/u,
  right: 'everyone',
  async run(context, { match }) {
    const roster = await partyRoster(context.db);
    const wanted = match?.groups?.group;
    const name = wanted === undefined ? undefined : groupNamed(wanted);
    const groups = roster.groups.filter(({ group }) => name === undefined || group.name === name);
    if (name !== undefined && groups.length === 0) {
      throw userError('not_found', `没有「${name}」。要设，发：党小组 ${name}：张三、李四`);
    }
    const shown = { ...roster, groups, ungrouped: name === undefined ? roster.ungrouped : [] };
    return { reply: textReply(groupsText(shown, { hasNames: context.can('meet') })) };
  },
};

interface OrderWording {
  name: string;
  pattern: RegExp;
  help?: NonNullable<Command['help']>;
  order(match: RegExpExecArray | undefined): Order;
}

function orderCommand({ name, pattern, help, order }: OrderWording): Command {
  const keyOf = (asked: Order) => `${name}:${JSON.stringify(asked)}`;
  return {
    name,
    pattern,
    right: 'meet',
    ...(help ? { help } : {}),
    run: (context, { match }) => carryOut(context, order(match), keyOf),
    async click(context, value) {
      if (value === 'no') return { reply: textReply('好的，没有登记。') };
      return carryOut(context, readOrder(value), keyOf);
    },
    async undo(context, data) {
      return undoneText(await undoOrder(context, undoSchema.parse(data)));
    },
  };
}

async function carryOut(context: CommandContext, order: Order, keyOf: (order: Order) => string): Promise<Outcome> {
  if (order.people.length === 0) throw missingPiece('请写上姓名，例如：党员 张三、李四');
  const resolved = await resolvePeople(context.db, order, context.now);
  if (resolved.kind === 'which') return { reply: whichReply(order, resolved, keyOf) };
  if (resolved.kind === 'unknown') return { reply: unknownReply(order, resolved.names, keyOf) };
  const changed = await applyOrder(context, order, resolved.ids);
  const undo = hasChanged(changed) ? { undo: { ...undoOf(changed) } } : {};
  return { reply: textReply(await sayChanged(context, order, changed)), ...undo };
}

function hasChanged({ moved, group }: Changed): boolean {
  return moved.length > 0 || (group !== undefined && (group.isNew || group.leadId !== group.formerLeadId));
}

async function sayChanged(context: CommandContext, order: Order, changed: Changed): Promise<string> {
  if (order.do === 'status') return statusReply(order.status, changed, countsText(await partyRoster(context.db)));
  if (order.do === 'leave' || !changed.group) return leftReply(order.group, changed);
  const { group } = changed;
  const [lead] = [...changed.moved.map(({ after }) => after), ...changed.same];
  return order.do === 'lead' && lead ? leadReply(lead, { ...changed, group }) : groupReply({ ...changed, group });
}

function readOrder(value: string): Order {
  try {
    return orderSchema.parse(JSON.parse(value));
  } catch (error) {
    throw Object.assign(userError('invalid_input', '这个按钮认不出来了，请重新发一次。'), { cause: error });
  }
}

export const partyFeature: Feature = {
  commands: [statusCommand, endCommand, leadCommand, joinCommand, outCommand, rosterCommand, groupsCommand],
};
