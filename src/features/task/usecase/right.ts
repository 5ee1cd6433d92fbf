import type { CommandContext } from '../../../bot/command.ts';
import { userError } from '../../../errors.ts';
import { namesWithRight } from '../../person/usecase.ts';
import type { Task, TaskPerson } from '../types.ts';

type Asking = Pick<CommandContext, 'sender' | 'can'>;

/** To oneself everybody, to their own station whoever leads it, to anybody the committee. */
export function mayGive({ sender, can }: Asking, owner: Pick<TaskPerson, 'id' | 'unitId'>): boolean {
  return owner.id === sender.id || can('meet') || leads({ sender }, owner.unitId);
}

/** To somebody else at all. */
export function mayGiveToOthers({ sender, can }: Asking): boolean {
  return can('meet') || (sender.role === 'lead' && sender.unitId !== null);
}

/** Those whose task it is, who gave it, who leads their station, and the committee: they see it and change it. */
export function isConcerned(context: Asking, { owner, giver, unitId }: Task): boolean {
  const { sender, can } = context;
  if (owner.id === sender.id || giver?.id === sender.id || can('meet')) return true;
  return leads(context, owner.unitId) || leads(context, unitId);
}

/** Not the owner of what another gave: who cannot do it defers it, or hands it over. */
export function mayDrop(context: Asking, task: Task): boolean {
  const isOwn = task.owner.id === context.sender.id;
  const isGivenByOther = task.giver !== null && task.giver.id !== context.sender.id;
  return isOwn && isGivenByOther ? context.can('meet') : isConcerned(context, task);
}

/** `forbidden`, with who can. */
export async function refuseGiving({ db }: Pick<CommandContext, 'db'>): Promise<Error> {
  const names = await namesWithRight(db, 'meet', []);
  const who = names.length > 0 ? `可以找：${names.join('、')}。` : '';
  return userError(
    'forbidden',
    `给别人派任务要支委以上，站长可以派给本站的人。${who}记自己的任务可以发：记任务 6月10日前 写通讯稿`,
  );
}

/** The station whose tasks the sender sees: null: all; undefined: only those that concern them. */
export function visibleUnit({ sender, can }: Asking): number | null | undefined {
  if (can('meet')) return null;
  return sender.role === 'lead' ? (sender.unitId ?? undefined) : undefined;
}

function leads({ sender }: Pick<Asking, 'sender'>, unitId: number | null): boolean {
  return sender.role === 'lead' && sender.unitId !== null && sender.unitId === unitId;
}
