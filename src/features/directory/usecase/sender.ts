import type { Directory } from '../../../bot/directory.ts';
import type { Message, Receiver } from '../../../bot/message.ts';
import { toLocal } from '../../../clock.ts';
import type { Database, Db } from '../../../database.ts';
import { AppError } from '../../../errors.ts';
import type { Logger } from '../../../logger.ts';
import { endsWithin } from '../../../patience.ts';
import { findPeople, joinPeople, usableName } from '../../person/usecase.ts';
import { findIdOf, findNaming, findPlain, insertListed, nameNameless, recordNames, savePlain } from '../store.ts';
import type { PromoteWaiting } from './convert.ts';

/** A message waits no longer for the address book. */
const PATIENCE_MS = 1_000;
/** After a failure messages go by without it for a while. */
const QUIET_MS = 30_000;
const MOST_REMEMBERED = 20_000;

export interface SenderOptions {
  database: Database;
  directory: Directory;
  logger: Logger;
  now(): Date;
  zone: string;
  promoteWaiting: PromoteWaiting;
  /** Whether senders to this bot may come with encrypted userids. */
  canBeEncrypted(bot: string): boolean;
  patienceMs?: number;
}

/**
 * Finds out who writes before the message reaches the inbox: whom an encrypted userid stands for, and the name of
 * somebody new. Where WeCom fails or is slow the message goes on as it is; what was missed is made up for later.
 */
export function knowSenders(receiver: Receiver, options: SenderOptions): Receiver {
  const { database, directory, logger, now, patienceMs = PATIENCE_MS } = options;
  const plain = new Map<string, string>();
  const met = new Set<string>();
  let quietUntil = 0;

  /** As WeCom spells it; undefined: it could not be found out. */
  async function plainOf(openUserid: string): Promise<string | undefined> {
    const known = await findPlain(database.db, openUserid);
    if (known !== undefined) return known ?? openUserid;
    if (performance.now() < quietUntil) return undefined;
    const converted = await directory.convert([openUserid]);
    await savePlain(database.db, converted, now());
    return converted.get(openUserid) ?? openUserid;
  }

  async function plainOnce(openUserid: string): Promise<string> {
    const known = plain.get(openUserid);
    if (known !== undefined) return known;
    const found = await plainOf(openUserid);
    if (found === undefined) return openUserid;
    if (plain.size >= MOST_REMEMBERED) plain.clear();
    plain.set(openUserid, found);
    return found;
  }

  /** Who is new and nameless gets WeCom's name. */
  async function meet(wecomId: string): Promise<void> {
    const userid = wecomId.toLowerCase();
    if (met.has(userid)) return;
    const naming = await findNaming(database.db, userid);
    if (!naming?.isSettled) {
      if (performance.now() < quietUntil) return;
      const name = await nameOf(wecomId);
      if (name !== undefined) await keepName({ userid, wecomId: userid === wecomId ? null : wecomId, name });
    }
    if (met.size >= MOST_REMEMBERED) met.clear();
    met.add(userid);
  }

  /** Undefined also where WeCom does not show this person to the app. */
  async function nameOf(wecomId: string): Promise<string | undefined> {
    try {
      return usableName((await directory.nameOf(wecomId)) ?? '');
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'wecom_refused') throw error;
      logger.info({ err: error }, '企业微信没有给出一个发消息的人的姓名，改为问本人');
      return undefined;
    }
  }

  /** One who so far was only named by others becomes this person, where nobody else has the name. */
  async function joinNamed(db: Db, id: number, name: string): Promise<void> {
    const others = (await findPeople(db, name)).filter((person) => person.id !== id);
    const [only] = others;
    if (!only || others.length > 1 || only.userid !== null) return;
    const at = now();
    const freed = await joinPeople(db, { from: only.id, to: id }, at);
    const change = { db, now: at, sender: { id }, messageId: null, today: toLocal(at, options.zone).day };
    for (const occurrenceId of freed) await options.promoteWaiting(change, occurrenceId);
  }

  async function keepName(sender: { userid: string; wecomId: string | null; name: string }): Promise<void> {
    const { userid, name } = sender;
    await database.transaction(async (db) => {
      const listed = { ...sender, writtenName: name, station: undefined };
      const made = await insertListed(db, listed, { unitId: null, now: now() });
      const id = made ?? (await findIdOf(db, userid));
      if (id === undefined || (made === undefined && !(await nameNameless(db, id, name)))) return;
      await recordNames(db, [{ id, from: null, to: name }], { actorId: null, messageId: null, at: now() });
      await joinNamed(db, id, name);
    });
  }

  function beQuiet(error?: unknown): void {
    quietUntil = performance.now() + QUIET_MS;
    logger.warn({ err: error }, '没能及时从企业微信查到发消息的人，消息照常处理，稍后再查；总是这样请看「通道状态」');
  }

  async function identify(message: Message): Promise<Message> {
    let sender = message.wecomId ?? message.sender;
    const look = async () => {
      if (options.canBeEncrypted(message.bot)) sender = await plainOnce(sender);
      await meet(sender);
    };
    let isFailed = false;
    const work = look().catch((error: unknown) => {
      isFailed = true;
      beQuiet(error);
    });
    if (!(await endsWithin(patienceMs, work)) && !isFailed) beQuiet();
    return withSender(message, sender);
  }

  return { ...receiver, receive: async (message) => receiver.receive(await identify(message)) };
}

function withSender({ wecomId: _, ...message }: Message, spelled: string): Message {
  const sender = spelled.toLowerCase();
  return { ...message, sender, ...(sender === spelled ? {} : { wecomId: spelled }) };
}
