import { escapeMarkdown } from '../../../bot/markdown.ts';
import type { Choice, Reply } from '../../../bot/reply.ts';
import type { Day } from '../../../language/day.ts';
import { describePerson, type Person } from '../../person/usecase.ts';
import type { ProposalClick } from '../schema.ts';
import type { Held, Proposal, ProposedTask } from '../types.ts';
import { isReady } from '../usecase/confirm.ts';
import { sayHeld } from '../usecase/holding.ts';
import { MOST_TASKS } from '../usecase/propose.ts';
import { decisionLines, sayProposed } from './text.ts';

/** Of the command whose buttons these are. */
export const PROPOSAL = 'minutes-tasks';
const LONGEST_LABEL = 24;

/** Whether there is anything to say yes to. */
export function isOpen({ tasks, points }: Proposal): boolean {
  return tasks.length > 0 || points.length > 0;
}

/** What was found, numbered, under `lead`; asked whether it is to be so. */
export function askProposal(lead: string, whole: Proposal, today: Day): Reply {
  const proposal = { ...whole, tasks: whole.tasks.slice(0, MOST_TASKS) };
  const { tasks, points, decisions } = proposal;
  const more = whole.tasks.length - tasks.length;
  const lines = [
    lead,
    ...decisionLines(decisions),
    ...(tasks.length > 0
      ? ['**要派的任务：**', ...tasks.map((task, i) => `${i + 1}. ${sayProposed(task, today)}`)]
      : []),
    ...(more > 0 ? [`还有${more}条，办完这些再发：纪要任务`] : []),
    ...(points.length > 0
      ? [`讨论过的议题：${points.map(({ text }, i) => `${i + 1} ${escapeMarkdown(text)}`).join('；')}`]
      : []),
    ...(isOpen(proposal) ? [questionOf(proposal)] : []),
  ];
  if (!isOpen(proposal)) return { text: [lead, ...decisionLines(decisions), '没有看出要派的任务。'].join('\n') };
  return { text: lines.join('\n'), choices: choicesOf(proposal) };
}

/** One task is looked at: `like` are those an unknown name may mean. */
export function askAboutTask(
  proposal: Proposal,
  number: number,
  { like, today }: { like: readonly Person[]; today: Day },
): Reply {
  const task = proposal.tasks[number - 1];
  const key = (click: Omit<ProposalClick, 'proposal' | 'number'>) => keyOf({ ...click, proposal, number });
  const people = like.map(
    (person): Choice => ({
      label: `给${describePerson(person)}`,
      key: key({ do: 'assign', person: person.id }),
    }),
  );
  const only = task && isReady(task) ? [{ label: '只派这一条', key: key({ do: 'only' }) }] : [];
  return {
    text: `第${number}条 ${task ? sayProposed(task, today) : ''}\n怎么办？也可以发：${number}改为6月12日、${number}改给王芳`,
    choices: [
      ...people,
      ...only,
      { label: '不要这一条', key: key({ do: 'drop' }) },
      { label: '回到全部', key: key({ do: 'back' }) },
    ],
  };
}

/** Several people of one name. */
export function askWhich(proposal: Proposal, number: number, people: readonly Person[]): Reply {
  const choices = people.map(
    (person): Choice => ({
      label: describePerson(person),
      key: keyOf({ do: 'assign', proposal, number, person: person.id }),
    }),
  );
  return { text: '有几位同名的，派给哪一位？', choices };
}

export function givenText(
  { held, given, left }: { held: Held; given: readonly ProposedTask[]; left: readonly ProposedTask[] },
  points: number,
  today: Day,
): string {
  const tasks = given.map((task, i) => `${i + 1}. ${sayProposed(task, today)}`);
  return [
    ...(tasks.length > 0 ? [`已派下去（${sayHeld(held, today)}）：`, ...tasks] : []),
    ...(points > 0 ? [`${points}个议题记为讨论过了。`] : []),
    ...(tasks.length === 0 && points === 0 ? ['没有派出任务。'] : []),
    ...(left.length > 0 ? [] : ['弄错了可在十分钟内发：撤销']),
  ].join('\n');
}

export function keyOf(click: ProposalClick): string {
  return `${PROPOSAL}:${JSON.stringify(click)}`;
}

function questionOf({ tasks, points, decisions }: Proposal): string {
  const change =
    tasks.length > 0
      ? '都对就回「是」或发：确认纪要。要改先发，例如：删掉第1条、第1条改为6月12日、第1条负责人改为王芳'
      : '';
  const decision = decisions.length > 0 ? '不算决定的发：不要决定1' : '';
  const point = points.length > 0 ? '没讨论的议题发：不要议题1' : '';
  const hints = [change, decision, point].filter((hint) => hint !== '').join('；');
  return `${tasks.length > 0 ? '都这样派下去吗？' : '议题都讨论过了吗？'}${hints}`;
}

/** The tasks first, so that a bare number is the task of that number. */
function choicesOf(proposal: Proposal): Choice[] {
  const tasks = proposal.tasks.map(
    (task, i): Choice => ({
      label: `${i + 1} ${labelOf(task)}`,
      key: keyOf({ do: 'pick', proposal, number: i + 1 }),
    }),
  );
  const yes = tasks.length > 0 ? '都派下去' : '都讨论过了';
  return [
    ...tasks,
    { label: yes, key: keyOf({ do: 'give', proposal }), says: 'yes' },
    { label: '都不要', key: keyOf({ do: 'none', proposal }), says: 'no' },
  ];
}

function labelOf({ title, owners }: ProposedTask): string {
  const label = `${owners.map(({ name }) => name).join('、')} ${title}`;
  return [...label].slice(0, LONGEST_LABEL).join('');
}
