import type { Command, CommandContext, Outcome } from '../../../bot/command.ts';
import { escapeMarkdown } from '../../../bot/markdown.ts';
import { textReply } from '../../../bot/reply.ts';
import { missingPiece, userError } from '../../../errors.ts';
import { findGroup } from '../../party/usecase/groups.ts';
import { resolvePeople } from '../../party/usecase/resolve.ts';
import { showAttendees } from '../reply/attend.ts';
import { askAboutPeople } from '../reply/people.ts';
import { ruleRestored } from '../reply/text.ts';
import { type AttendOrder, attendOrderSchema, readAttendees } from '../schema/attend.ts';
import { readClick, undoSchema } from '../schema/meeting.ts';
import type { Attendees, Meeting } from '../types.ts';
import { expectedAt } from '../usecase/attendees.ts';
import { namedIn, visibleMeetings } from '../usecase/find.ts';
import { changeRule, knownMeeting, restoreRule } from '../usecase/rule.ts';

const WHO = '(?:参会|应到|到会|出席|与会)(?:的?人员|人|的人|名单|范围)';
/** 参会 周一例会 全体党员; 周一例会参会人员：张三、李四 */
const WORDING = new RegExp(
  `^(?:(?:设置|设定|修改|调整|改)?(?:参会|${WHO})[\\s:：]+(?<named>.{2,400})|(?<before>[^\\s?？]{2,30}?)的?${WHO}(?:是|为|改为|改成)?[\\s:：]*(?<who>.{0,400}))$`,
  'u',
);
const EXAMPLE = '参会 周一例会 全体党员';

export const attendCommand: Command = {
  name: 'meeting-attend',
  pattern: WORDING,
  right: 'meet',
  help: {
    title: '会议该谁来',
    line: '定一个会该谁参加（支委）；只写会名就是看现在该谁来',
    examples: ['参会 周一例会 全体党员', '参会 主题党日 第二党小组', '参会 支委会 张三、李四、王五'],
  },
  async applies(context, { groups }) {
    const said = `${groups?.named ?? groups?.before ?? ''}`;
    return namedIn(await visibleMeetings(context), said) !== undefined;
  },
  async run(context, { match }) {
    const { named, before = '', who } = match?.groups ?? {};
    const found = namedIn(await visibleMeetings(context), named ?? before);
    if (!found) throw userError('not_found', `请写上是哪个会，例如：${EXAMPLE}`);
    const said = (named === undefined ? (who ?? '') : found.rest).replace(/^[\s:：,，是由的]+|[。.!！\s]+$/g, '');
    if (said === '') return show(context, found.meeting);
    const attendees = readAttendees(said);
    if (attendees.kind === 'usual') return set(context, found.meeting, null);
    if (attendees.kind === 'audience') return set(context, found.meeting, { audience: attendees.audience });
    if (attendees.kind === 'people') {
      return setPeople(context, { meeting: found.meeting.id, people: attendees.names });
    }
    const group = await findGroup(context.db, attendees.name);
    if (!group) {
      throw userError(
        'not_found',
        `没有「${escapeMarkdown(attendees.name)}」。要设，发：党小组 ${escapeMarkdown(attendees.name)}：张三、李四`,
      );
    }
    return set(context, found.meeting, { groupId: group.id, groupName: group.name });
  },
  async click(context, value) {
    if (value === 'no') return { reply: textReply('好的，没有改。') };
    return setPeople(context, readClick(attendOrderSchema, value));
  },
  async undo(context, data) {
    const undo = undoSchema.parse(data);
    if (!('meeting' in undo)) throw new Error('a change of attendees is undone by its rule');
    const meeting = await restoreRule(context, { meetingId: undo.meeting, former: undo.former });
    return `${ruleRestored(meeting, true, context.today)}${showAttendees(meeting, await expectedAt(context.db, meeting))}`;
  },
};

async function show({ db }: CommandContext, meeting: Meeting): Promise<Outcome> {
  const people = await expectedAt(db, meeting);
  const names = people.map(({ name }) => name).join('、');
  const text = [
    `${meeting.title}：${showAttendees(meeting, people)}`,
    ...(names === '' || isByName(meeting) ? [] : [names]),
    `要改，发：参会 ${meeting.title} 全体党员（也可以写支委、第一党小组或姓名；恢复原样写“默认”）`,
  ].join('\n');
  return { reply: textReply(text) };
}

/** The names have been said then. */
function isByName({ attendees }: Meeting): boolean {
  return attendees !== null && 'personIds' in attendees;
}

async function setPeople(context: CommandContext, order: AttendOrder): Promise<Outcome> {
  if (order.people.length === 0) throw missingPiece(`请写上该谁来，例如：${EXAMPLE}`);
  const meeting = await knownMeeting(context, order.meeting);
  const resolved = await resolvePeople(context.db, order, context.now);
  if (resolved.kind === 'all') return set(context, meeting, { personIds: resolved.ids });
  return { reply: askAboutPeople('meeting-attend', order, resolved) };
}

async function set(context: CommandContext, meeting: Meeting, attendees: Attendees | null): Promise<Outcome> {
  const { meeting: changed, former } = await changeRule(context, { meeting, rule: { attendees } });
  const people = await expectedAt(context.db, changed);
  const text = [
    `已记下：${changed.title}${showAttendees(changed, people)}`,
    ...(people.length === 0
      ? ['现在名单里还没有这些人：先发「党员 张三、李四」或「党小组 第一党小组：张三」登记。']
      : []),
    `会前我只催没有回复的；看谁没回，发：谁没回 ${changed.title}`,
    '弄错了可在十分钟内发：撤销',
  ].join('\n');
  return { reply: textReply(text), undo: { meeting: changed.id, former } };
}
