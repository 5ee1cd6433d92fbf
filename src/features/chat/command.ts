import type { Command, CommandContext, Feature, Outcome } from '../../bot/command.ts';
import { textReply } from '../../bot/reply.ts';
import { userError } from '../../errors.ts';
import { askNewUnit, askRobot, offerRobots, sayTie, sayTied, sayTieUndone, sayUntied } from './reply.ts';
import { changeSchema, choiceSchema } from './schema.ts';
import { findFreeRobots, isUnit, tieChat, tieOf, undoTie, untieChat } from './usecase.ts';

const NAME = 'tie_chat';
const LONGEST_UNIT = 30;
/** What is called so is a station: one not known yet is made, and read back. */
const STATION = /站$/;

/** Which station a group is of, and which group robot speaks in it. `robotNames`: those of WECOM_GROUP_WEBHOOKS. */
export function chatFeature(robotNames: readonly string[]): Feature {
  return { commands: [tieCommand(robotNames), untieCommand, showCommand(robotNames)] };
}

function tieCommand(robotNames: readonly string[]): Command {
  /** `城区站`, `城区站 机器人 支部群`. */
  async function tieByName(context: CommandContext, said: string): Promise<Outcome> {
    const chatId = groupOf(context);
    const { name, robot } = partsOf(said);
    if (robot !== undefined && !robotNames.includes(robot)) {
      throw userError('not_found', sayTie({ robot, unit: null }, robotNames));
    }
    const own = robot ?? (robotNames.includes(name) ? name : undefined);
    const isStation = await isUnit(context.db, name);
    if (own !== undefined) {
      const hasUnit = isStation || robot !== undefined || STATION.test(name);
      return tied(context, chatId, { robot: own, ...(hasUnit ? { unit: name } : {}) });
    }
    if (!isStation) return { reply: askNewUnit(name, robotNames, () => keyOf(name, null)) };
    return chooseRobot(context, chatId, name);
  }

  /** Asks only where there is something to choose. */
  async function chooseRobot(context: CommandContext, chatId: string, unit: string): Promise<Outcome> {
    const { robot } = await tieOf(context.db, chatId);
    if (robot !== null || robotNames.length === 0) return tied(context, chatId, { unit });
    return { reply: askRobot(unit, robotNames, (chosen) => keyOf(unit, chosen)) };
  }

  return {
    name: NAME,
    pattern: /^绑定(?:本群|这个群|群)[ :]*(\S.{0,63})$/u,
    right: 'manage',
    help: {
      title: '绑定本群',
      line: '告诉我本群是哪个服务站的，通知由哪个群机器人发',
      examples: ['绑定本群 城区站', '解除绑定', '查看绑定'],
    },
    run: (context, { match }) => tieByName(context, match?.[1]?.trim() ?? ''),
    async click(context, value) {
      if (value === 'no') return { reply: textReply('好的，没有绑定。') };
      const { unit, robot } = readChoice(value);
      if (robot !== null && !robotNames.includes(robot)) throw userError('not_found', '这个群机器人已经不在配置里了。');
      return tied(context, groupOf(context), {
        ...(unit === null ? {} : { unit }),
        ...(robot === null ? {} : { robot }),
      });
    },
    async undo(context, data) {
      const change = changeSchema.parse(data);
      await undoTie(context, change);
      return sayTieUndone(change);
    },
  };
}

const untieCommand: Command = {
  name: 'untie_chat',
  pattern: /^(?:解除|取消)(?:本群|群)?绑定$/,
  right: 'manage',
  async run(context) {
    const chatId = groupOf(context);
    const before = await tieOf(context.db, chatId);
    if (before.robot === null && before.unit === null) return { reply: textReply('本群还没有绑定，不用解除。') };
    const change = await untieChat(context, chatId);
    return { reply: textReply(sayUntied(before)), undo: { ...change } };
  },
  async undo(context, data) {
    const change = changeSchema.parse(data);
    await undoTie(context, change);
    return sayTieUndone(change);
  },
};

function showCommand(robotNames: readonly string[]): Command {
  return {
    name: 'show_tie',
    pattern: /^(?:(?:查看|本群|群)绑定|绑定(?:本群|情况))$/,
    right: 'manage',
    async run(context) {
      const tie = await tieOf(context.db, groupOf(context));
      const isBare = tie.robot === null && tie.unit === null;
      const free = isBare ? await findFreeRobots(context, robotNames) : [];
      if (free.length === 0) return { reply: textReply(sayTie(tie, robotNames)) };
      return { reply: offerRobots(free, (robot) => keyOf(STATION.test(robot) ? robot : null, robot)) };
    },
  };
}

async function tied(
  context: CommandContext,
  chatId: string,
  wanted: { robot?: string; unit?: string },
): Promise<Outcome> {
  const change = await tieChat(context, chatId, wanted);
  return { reply: textReply(sayTied(change)), undo: { ...change } };
}

function keyOf(unit: string | null, robot: string | null): string {
  return `${NAME}:${JSON.stringify({ unit, robot })}`;
}

function partsOf(said: string): { name: string; robot?: string } {
  const [, name = said, robot] = /^(.+?)\s+(?:用|由)?群?机器人\s*[:：]?\s*(\S.*)$/u.exec(said) ?? [];
  if (Array.from(name).length > LONGEST_UNIT) throw userError('invalid_input', '名称太长了，最多 30 个字。');
  return { name: name.trim(), ...(robot === undefined ? {} : { robot: robot.trim() }) };
}

function readChoice(value: string): { unit: string | null; robot: string | null } {
  try {
    return choiceSchema.parse(JSON.parse(value));
  } catch (error) {
    throw Object.assign(userError('invalid_input', '这个按钮认不出来了，请重新发：绑定本群 名称'), { cause: error });
  }
}

function groupOf(context: CommandContext): string {
  const { chat } = context.message;
  if (chat.kind === 'single') throw userError('invalid_input', '绑定的是群，请在那个群里@我再发一次。');
  return chat.id;
}
