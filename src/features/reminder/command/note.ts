import { z } from 'zod';
import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import type { Role } from '../../../bot/permission.ts';
import type { Audience } from '../../../bot/reminder.ts';
import { userError } from '../../../errors.ts';
import { useridsWithRole } from '../../person/usecase.ts';
import { askManyNote, showNote, showNotes } from '../reply.ts';
import { dropNote, keepNote, notesOf, readNote, restoreNote } from '../usecase/note.ts';

const ROLES: Readonly<Record<string, Role>> = {
  支委: 'committee',
  全体支委: 'committee',
  站长: 'lead',
  全体站长: 'lead',
  全体志愿者: 'member',
  所有志愿者: 'member',
  全体: 'member',
  所有人: 'member',
};
const WHOM = `我|我们|大家|本群|群里|${Object.keys(ROLES).join('|')}`;
/** A day or a time stands at once behind it: other lines with 提醒 are no order. */
const WHEN =
  '(?=(?:大?后|今|明|本?周|这周|下周|星期|礼拜|早上|上午|中午|下午|晚上|\\d{1,4}[年月日号.:点/]|[一二三四五六七八九十]{1,3}[月日号点]))';
const MANY = 100;

/** `提醒我 明天9点 交材料`, `提醒大家 6月4日7:00 带身份证`. */
export const noteCommand: Command = {
  name: 'note',
  pattern: new RegExp(`^(?:请|麻烦)?提醒(?:一下)?\\s*(?<whom>${WHOM})?[\\s,，:：]*${WHEN}(?<rest>[\\s\\S]{2,500})$`),
  right: 'register',
  help: {
    title: '定个提醒',
    line: '到时候提醒自己、本群，或支委、站长（支委可以）',
    examples: ['提醒我 明天9点 交材料', '提醒大家 6月4日7:00 带身份证', '提醒支委 明天9点 开会'],
  },
  async run(context, { match }) {
    const { whom, rest = '' } = match?.groups ?? {};
    const role = ROLES[whom ?? ''];
    const count = role ? (await useridsWithRole(context.db, role, [])).length : 0;
    if (whom === undefined || count <= MANY) return keep(context, { whom, rest });
    if (!context.can('meet')) throw forbiddenNote();
    readNote(rest, context);
    return { reply: askManyNote(count, { whom, key: `note:${JSON.stringify({ whom, rest })}` }) };
  },
  async click(context, value) {
    if (value === 'no') return { reply: { text: '好的，没有定。' } };
    return keep(context, z.object({ whom: z.string(), rest: z.string() }).parse(JSON.parse(value)));
  },
  async undo(context, data) {
    const { made } = z.object({ made: z.number() }).parse(data);
    return `已撤销，提醒${made}不会再发：${(await dropNote(context, made)).text}`;
  },
};

/** `我的提醒`, `取消提醒 3`. */
export const notesCommand: Command = {
  name: 'notes',
  pattern: /^(?:我(?:定)?的提醒|(?:取消|删除|删掉)提醒[\s:]*(?<id>\d{1,9}))$/,
  right: 'register',
  async run(context, { match }) {
    const id = match?.groups?.id;
    if (id === undefined) return { reply: showNotes(await notesOf(context), context) };
    const note = await dropNote(context, Number(id));
    return { reply: { text: `提醒${note.id}取消了：${note.text}` }, undo: { dropped: note.id } };
  },
  async undo(context, data) {
    const { dropped } = z.object({ dropped: z.number() }).parse(data);
    return `已撤销，提醒${dropped}照旧：${(await restoreNote(context, dropped)).text}`;
  },
};

async function keep(
  context: CommandContext,
  { whom, rest }: { whom: string | undefined; rest: string },
): Promise<Outcome> {
  const order = readNote(rest, context);
  const note = await keepNote(context, order, audienceOf(context, whom));
  return { reply: showNote(note, whom ?? '你', context), undo: { made: note.id } };
}

function audienceOf(context: CommandContext, whom: string | undefined): Audience {
  const { sender, message, now } = context;
  const chatId = message.chat.kind === 'group' ? message.chat.id : null;
  const role = ROLES[whom ?? ''];
  if (role) {
    if (!context.can('meet')) throw forbiddenNote();
    return { kind: 'role', role };
  }
  if (whom === undefined || whom === '我') {
    const before = new Date(now.getTime() - 1);
    return { kind: 'people', people: [{ personId: sender.id, userid: sender.userid, since: before }], chatId };
  }
  if (chatId === null)
    throw userError(
      'invalid_input',
      '一对一里不知道要提醒哪个群，请到那个群里发这一条；只提醒自己，发：提醒我 明天9点 交材料',
    );
  return { kind: 'chat', chatId };
}

function forbiddenNote(): Error {
  return userError('forbidden', '提醒一类人要支委或书记来定；提醒自己或本群可以发：提醒我 …，提醒大家 …');
}
