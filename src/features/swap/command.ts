import type { Command, CommandContext, Feature, Outcome } from '../../bot/command.ts';
import type { Services } from '../../bot/services.ts';
import { missingPiece, userError } from '../../errors.ts';
import { findPerson } from '../person/usecase.ts';
import { parseChoice } from '../registration/schema.ts';
import { standingByIds } from '../registration/usecase/standing.ts';
import { answeredReply, askedReply, whichReply } from './reply.ts';
import {
  AGREE,
  DECLINE,
  DECLINE_BARE,
  SWAP,
  SWAP_BARE,
  swapChoiceSchema,
  swapUndoSchema,
  swapWords,
  TAKE_BACK,
} from './schema.ts';
import { nameOf } from './text.ts';
import type { Swap } from './types.ts';
import { answer, openSwaps, takeBack, undoAgreed } from './usecase/answer.ts';
import { type Asked, ask, askInWords } from './usecase/ask.ts';

const STALE = '这个按钮认不出来了，请直接发一句话，例如：换班 6月5日 换给陈静';

/** Two people change places, both agreeing: one asks, the other answers. */
export function swapFeature({ botName }: Pick<Services, 'botName'>): Feature {
  const askedOutcome = (asked: Asked, { today }: CommandContext): Outcome => ({
    reply: askedReply(asked, { today, botName }),
    ...(asked.kind === 'asked' ? { undo: { swap: asked.swap.id } } : {}),
  });

  const swapCommand: Command = {
    name: 'swap',
    pattern: new RegExp(`${SWAP.source}|${SWAP_BARE.source}`),
    right: 'register',
    help: {
      title: '换班',
      line: '请别人顶班，或者两个人对换；对方同意了才算',
      examples: ['换班 6月5日 换给陈静', '和陈静换班 6月5日换6月12日', '顶班 6月5日 陈静'],
    },
    async run(context, { match }) {
      const words = match && swapWords(match);
      if (!words?.name) throw missingPiece('换哪一班、和谁换？例如：换班 6月5日 换给陈静');
      return askedOutcome(await askInWords(context, words, botName), context);
    },
    async click(context, value) {
      const choice = swapChoiceSchema.safeParse(parseChoice(value));
      if (!choice.success) throw userError('invalid_input', STALE);
      const { g, t, o } = choice.data;
      const other = await findPerson(context.db, o);
      const rows = await standingByIds(context, [g, ...(t === undefined ? [] : [t])]);
      const given = rows.find(({ id }) => id === g);
      const taken = rows.find(({ id }) => id === t);
      if (!other || !given || (t !== undefined && !taken))
        throw userError('not_found', '这一班已经变了，请重新说一遍。');
      return askedOutcome(await ask(context, { given, taken }, { other, botName }), context);
    },
    async undo(context, data) {
      await takeBack(context, swapUndoSchema.parse(data).swap);
      return '已撤销：换班撤回了，班还是你的。';
    },
  };

  return { commands: [swapCommand, agreeCommand, declineCommand, declineShortCommand, takeBackCommand] };
}

const agreeCommand: Command = {
  name: 'swap-agree',
  pattern: AGREE,
  right: 'register',
  help: {
    title: '答应换班',
    line: '有人想和你换班、请你顶班，同意就换，不换也说一声',
    examples: ['同意换班', '不同意换班', '同意和陈静换班'],
  },
  async run(context, { match }) {
    return answerOne(context, { name: match?.groups?.name, to: 'agreed' });
  },
  async click(context, value) {
    const answered = await answer(context, numberOf(value), 'agreed');
    return { reply: answeredReply(answered, context, true), ...undoOf(answered) };
  },
  async undo(context, data) {
    const isBack = await undoAgreed(context, swapUndoSchema.parse(data).swap);
    return isBack ? '已撤销：班换回来了，对方会收到通知。' : '这两班后来又变了，没有再动。请看一下名单。';
  },
};

const declineCommand: Command = {
  name: 'swap-decline',
  pattern: DECLINE,
  right: 'register',
  async run(context, { match }) {
    return answerOne(context, { name: match?.groups?.name, to: 'declined' });
  },
  async click(context, value) {
    return { reply: answeredReply(await answer(context, numberOf(value), 'declined'), context, true) };
  },
};

const declineShortCommand: Command = {
  name: 'swap-no',
  pattern: DECLINE_BARE,
  right: 'register',
  async applies(context) {
    return (await openSwaps(context, 'other')).length > 0;
  },
  run: (context) => answerOne(context, { name: undefined, to: 'declined' }),
};

const takeBackCommand: Command = {
  name: 'swap-back',
  pattern: TAKE_BACK,
  right: 'register',
  async run(context) {
    const open = await openSwaps(context, 'asker');
    const [only] = open;
    if (!only) throw userError('not_found', '你没有在等回话的换班。');
    if (open.length > 1)
      return {
        reply: whichReply(
          open,
          open.map(({ other }) => nameOf(other)),
          'swap-back',
        ),
      };
    return { reply: answeredReply(await takeBack(context, only.id), context) };
  },
  async click(context, value) {
    const id = numberOf(value);
    if (!(await openSwaps(context, 'asker')).some((swap) => swap.id === id)) throw userError('not_found', STALE);
    return { reply: answeredReply(await takeBack(context, id), context) };
  },
};

async function answerOne(
  context: CommandContext,
  { name, to }: { name: string | undefined; to: 'agreed' | 'declined' },
): Promise<Outcome> {
  const open = (await openSwaps(context, 'other')).filter(({ asker }) => !name || asker.name === name);
  const [only] = open;
  if (!only) throw userError('not_found', `没有${name ?? '人'}在等你回换班，或者那一班已经开始了。`);
  if (open.length > 1) {
    const command = to === 'agreed' ? 'swap-agree' : 'swap-decline';
    return {
      reply: whichReply(
        open,
        open.map(({ asker }) => nameOf(asker)),
        command,
      ),
    };
  }
  const answered = await answer(context, only.id, to);
  return { reply: answeredReply(answered, context), ...undoOf(answered) };
}

function undoOf(answered: { kind: string; swap: Swap }): Pick<Outcome, 'undo'> {
  return answered.kind === 'agreed' ? { undo: { swap: answered.swap.id } } : {};
}

function numberOf(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw userError('invalid_input', STALE);
  return Number(value);
}
