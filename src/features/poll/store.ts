import type { Db } from '../../database.ts';
import type { Prisma } from '../../generated/sqlite/client.ts';
import type { NewPoll, Poll, PollOption, Voter } from './types.ts';

export async function insertPoll(
  db: Db,
  { options, ...poll }: NewPoll & { chatId: string; creatorId: number; messageId: number },
  createdAt: Date,
): Promise<number> {
  const made = await db.poll.create({ data: { ...poll, createdAt }, select: { id: true } });
  await db.pollOption.createMany({ data: options.map((option, i) => ({ ...option, pollId: made.id, serial: i + 1 })) });
  return made.id;
}

export async function findPoll(db: Db, id: number): Promise<Poll | undefined> {
  return (await selectPolls(db, { id }))[0];
}

/** The latest first. */
export function findPollsOfChat(db: Db, chatId: string, take: number): Promise<Poll[]> {
  return selectPolls(db, { chatId }, take);
}

/** Those the person put or voted in, the latest first. */
export function findPollsOfPerson(db: Db, personId: number, take: number): Promise<Poll[]> {
  const mine = [{ creatorId: personId }, { options: { some: { ballots: { some: { personId } } } } }];
  return selectPolls(db, { OR: mine }, take);
}

export function findPollsToClose(db: Db, now: Date): Promise<Poll[]> {
  return selectPolls(db, { state: 'open', closesAt: { lte: now } });
}

/** From here to the end of the transaction nobody else votes in it or closes it. */
export async function lockPoll(db: Db, id: number): Promise<void> {
  await db.$executeRaw`UPDATE poll SET title = title WHERE id = ${id}`;
}

export async function replaceBallots(
  db: Db,
  ballots: { pollId: number; personId: number; optionIds: readonly number[] },
  castAt: Date,
): Promise<void> {
  const { pollId, personId, optionIds } = ballots;
  await db.ballot.deleteMany({ where: { personId, option: { pollId } } });
  await db.ballot.createMany({ data: optionIds.map((optionId) => ({ optionId, personId, castAt })) });
}

/** True for the one caller that closes it. */
export async function closeOpenPoll(db: Db, id: number, closedAt: Date): Promise<boolean> {
  const closed = await db.poll.updateMany({ where: { id, state: 'open' }, data: { state: 'closed', closedAt } });
  return closed.count > 0;
}

export async function reopenPoll(db: Db, id: number): Promise<boolean> {
  const data = { state: 'open', closedAt: null } as const;
  return (await db.poll.updateMany({ where: { id, state: 'closed' }, data })).count > 0;
}

export async function deletePoll(db: Db, id: number): Promise<void> {
  await db.ballot.deleteMany({ where: { option: { pollId: id } } });
  await db.pollOption.deleteMany({ where: { pollId: id } });
  await db.poll.deleteMany({ where: { id } });
}

/** Read one after the other: within a transaction one connection takes one query at a time. */
async function selectPolls(db: Db, where: Prisma.PollWhereInput, take = 100): Promise<Poll[]> {
  const rows = await db.poll.findMany({
    where,
    orderBy: { id: 'desc' },
    take,
    include: { creator: { select: { id: true, name: true, userid: true } } },
  });
  const options = await db.pollOption.findMany({
    where: { pollId: { in: rows.map(({ id }) => id) } },
    orderBy: { serial: 'asc' },
  });
  const ballots = await db.ballot.findMany({
    where: { optionId: { in: options.map(({ id }) => id) } },
    orderBy: { id: 'asc' },
    select: { optionId: true, person: { select: { id: true, name: true, userid: true } } },
  });
  const votersOf = (optionId: number) =>
    ballots.filter((ballot) => ballot.optionId === optionId).map(({ person }) => toVoter(person));
  return rows.map(({ id, title, chatId, creator, isMultiple, state, closesAt }): Poll => {
    const own = options
      .filter(({ pollId }) => pollId === id)
      .map(
        (option): PollOption => ({
          ...{ id: option.id, serial: option.serial, text: option.text, day: option.day },
          voters: votersOf(option.id),
        }),
      );
    return { id, title, chatId, creator: toVoter(creator), isMultiple, state, closesAt, options: own };
  });
}

function toVoter({ id, name, userid }: { id: number; name: string | null; userid: string | null }): Voter {
  return { id, name: name ?? userid ?? '未留姓名' };
}
