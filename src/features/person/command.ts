import type { Command, CommandContext, Feature, Outcome } from '../../bot/command.ts';
import { ROLE_NAMES, type Role } from '../../bot/permission.ts';
import { missingPiece, userError } from '../../errors.ts';
import { namesakesReply, namingReply, roleReply, roleRestored } from './reply.ts';
import { roleChoiceSchema } from './schema.ts';
import { findPeople, findPerson, nameSender, type Person, setRole } from './usecase.ts';

const WORDS = '(?:报名|参加|取消|活动|志愿|请假|签到|什么|怎么|谁|吗|的[。.!！]?$)';
/** What a person is, not what they are called. */
const DUTY =
  '(?:[老新副]|预备|中共)*(?:党员|团员|群众|站长|书记|支委|委员|管理员|队长|队员|组长|会长|主任|干部|社工|义工|居民|家长|老师|学生|新人|好人|男人|女人|机器人|自己人)';
/** Sentences that begin like an introduction and are none: 我是来报名的, 我是志愿者, 我是党员, 我是谁. */
const INTRODUCTION = new RegExp(
  `^我(?:是|叫|的名字是|的名字叫|名叫|姓名是)[\\s:：]*(?![来要想不谁第去在从这那你您他她说])(?!${DUTY}(?:[^\\p{Script=Han}]|$))(?!.*${WORDS})(?<name>[^\\s,，;；。!！][^,，;；。!！]*?)[\\s.~～]*(?:[,，;；。!！].*)?$`,
  'u',
);

export interface PersonFeatureOptions {
  /** registration/usecase: gives a place that became free to whoever waits for it. */
  promoteWaiting(context: CommandContext, occurrenceId: number): Promise<unknown>;
}

export function personFeature({ promoteWaiting }: PersonFeatureOptions): Feature {
  const introduce: Command = {
    name: 'name',
    pattern: INTRODUCTION,
    right: 'everyone',
    help: {
      title: '报上姓名',
      line: '第一次来先报姓名，名单上好认',
      examples: ['我是王芳', '我叫王芳', '我的名字是王芳'],
    },
    async run(context, { match }) {
      const naming = await nameSender(context, match?.groups?.name ?? '');
      for (const id of naming.freedOccurrences) await promoteWaiting(context, id);
      return { reply: namingReply(naming) };
    },
  };
  return { commands: [introduce, roleCommand] };
}

const roleCommand: Command = {
  name: 'role',
  pattern: /^设置角色(?:\s+(?<name>\S+))?(?:\s+(?<role>\S+))?\s*$/,
  right: 'manage',
  help: {
    title: '设置角色',
    line: '志愿者、站长、支委、书记、管理员',
    examples: ['设置角色 张三 支委', '设置角色 李强 站长', '设置角色 王芳 志愿者'],
  },
  async run(context, { match }) {
    const role = roleNamed(match?.groups?.role);
    const name = (match?.groups?.name ?? '').replace(/^@/, '');
    const people = await findPeople(context.db, name);
    const [first] = people;
    if (!first) throw userError('not_found', `没有找到「${name}」，请 TA 先在群里发一句「我是${name}」。`);
    if (people.length > 1) return { reply: namesakesReply(people, role) };
    return change(context, first.id, role);
  },
  async click(context, value) {
    const chosen = roleChoiceSchema.safeParse(parseJson(value));
    if (!chosen.success) throw userError('invalid_input', '这个按钮认不出来了，请重新发一次「设置角色 姓名 角色」。');
    return change(context, chosen.data.p, chosen.data.r);
  },
  async undo(context, data) {
    const { p, r } = roleChoiceSchema.parse(data);
    const person = await personOf(context, p);
    await setRole(context, person, r);
    return roleRestored(person, r);
  },
};

async function change(context: CommandContext, personId: number, role: Role): Promise<Outcome> {
  const person = await personOf(context, personId);
  if (person.role === role) return { reply: roleReply(person, role) };
  await setRole(context, person, role);
  return { reply: roleReply(person, role), undo: { p: personId, r: person.role } };
}

async function personOf({ db }: CommandContext, id: number): Promise<Person> {
  const person = await findPerson(db, id);
  if (!person) throw userError('not_found', '这个人已经不在名单里了。');
  return person;
}

function roleNamed(text: string | undefined): Role {
  const known = Object.entries(ROLE_NAMES).find(([, name]) => name === text);
  const role = known?.[0];
  const parsed = roleChoiceSchema.shape.r.safeParse(role);
  if (parsed.success) return parsed.data;
  const names = Object.values(ROLE_NAMES).join('、');
  throw missingPiece(`请写成「设置角色 姓名 角色」，角色有：${names}。例如：设置角色 张三 支委`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
