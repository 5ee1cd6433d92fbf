import { z } from 'zod';
import type { Command, CommandContext, Feature } from '../../bot/command.ts';
import { textReply } from '../../bot/reply.ts';
import { userError } from '../../errors.ts';
import { sayTie, sayTied, sayUntied, sayWhichExist } from './reply.ts';
import { robotOf, tieRobot, undoTie } from './usecase.ts';

const changeSchema = z.object({
  chatId: z.string(),
  before: z.string().nullable(),
  takenFrom: z.array(z.string()),
  robot: z.string().nullable(),
});

/** Which group robot speaks in this group. `robotNames`: those of WECOM_GROUP_WEBHOOKS. */
export function chatFeature(robotNames: readonly string[]): Feature {
  return { commands: [tieCommand(robotNames), untieCommand, showCommand(robotNames)] };
}

function tieCommand(robotNames: readonly string[]): Command {
  return {
    name: 'tie_chat',
    pattern: /^绑定(?:本群|这个群|群)[ :]*(\S.{0,63})$/u,
    right: 'manage',
    help: {
      title: '绑定群机器人',
      line: '让指定的群机器人在本群发通知',
      examples: ['绑定本群 城区站', '解除绑定', '查看绑定'],
    },
    async run(context, { match }) {
      const chatId = groupOf(context);
      const name = match?.[1]?.trim() ?? '';
      if (!robotNames.includes(name)) throw userError('not_found', sayWhichExist(robotNames, name));
      const change = await tieRobot(context, chatId, name);
      return { reply: textReply(sayTied(change)), undo: { ...change } };
    },
    undo,
  };
}

const untieCommand: Command = {
  name: 'untie_chat',
  pattern: /^(?:解除|取消)(?:本群|群)?绑定$/,
  right: 'manage',
  async run(context) {
    const chatId = groupOf(context);
    const before = await robotOf(context.db, chatId);
    if (before === undefined) return { reply: textReply('本群还没有绑定群机器人，不用解除。') };
    const change = await tieRobot(context, chatId, null);
    return { reply: textReply(sayUntied(before)), undo: { ...change } };
  },
  undo,
};

function showCommand(robotNames: readonly string[]): Command {
  return {
    name: 'show_tie',
    pattern: /^(?:(?:查看|本群|群)绑定|绑定(?:本群|情况))$/,
    right: 'manage',
    async run(context) {
      const robot = await robotOf(context.db, groupOf(context));
      return { reply: textReply(sayTie(robot, robotNames)) };
    },
  };
}

async function undo(context: CommandContext, data: Record<string, unknown>): Promise<string> {
  const change = changeSchema.parse(data);
  await undoTie(context, change);
  return change.before === null
    ? '已撤销，本群现在没有绑定群机器人。'
    : `已撤销，本群的通知仍由“${change.before}”来发。`;
}

function groupOf(context: CommandContext): string {
  const { chat } = context.message;
  if (chat.kind === 'single') throw userError('invalid_input', '绑定的是群，请在那个群里@我再发一次。');
  return chat.id;
}
