import type { Content, Delivery, Progress } from '../bot/outbox.ts';
import type { Clock } from '../clock.ts';
import type { Allowances } from './allowance/allowance.ts';
import type { Channel, Destination, Piece } from './channel.ts';
import { later, type Trouble, troubleOf } from './outcome.ts';

/** One channel and the place it is to speak in. */
export interface Way {
  channel: Channel;
  destination: Destination;
  /** Of its row: `robot:支部群`, `aibot`, `app`. */
  name: string;
  /** As people name it: 群机器人「支部群」. */
  label: string;
}

export interface SayOptions {
  allowances: Allowances;
  clock: Clock;
  /** Notes for 通道状态 what went out, or why not; throws nothing. */
  note(channel: string, error?: string): Promise<void>;
}

export type Said =
  /** `missed`: userids it did not reach; `wasUnclear`: part of it went out twice without an answer. */
  | { kind: 'said'; missed: readonly string[]; wasUnclear: boolean }
  | { kind: 'delivery'; delivery: Delivery }
  /** This way will never do; another may. */
  | { kind: 'refused'; reason: string };

export interface Saying {
  content: Content;
  /** Of this way alone. */
  progress: Progress;
  keep(progress: Progress): Promise<void>;
}

/** A message that nobody answered for goes out once more; then it is taken as said, so that nobody reads it thrice. */
const MOST_UNANSWERED = 2;

/**
 * Says what is left of `content` by one way. What is about to go out is noted before it goes: whatever happens to the
 * process, no message goes out more often than it may.
 */
export function createSay({ allowances, clock, note }: SayOptions) {
  return async function say(way: Way, { content, progress, keep }: Saying): Promise<Said> {
    const prepared = await prepare(way, content);
    if (!Array.isArray(prepared)) return prepared;
    let state = progress;
    for (const [i, piece] of prepared.entries()) {
      if (i < (state.pieces ?? 0)) continue;
      const made = await sayPiece(way, piece, { progress: state, keep });
      if ('kind' in made) return made;
      state = { ...made.progress, pieces: i + 1, unanswered: 0 };
      if (i + 1 < prepared.length) await keep(state);
    }
    return { kind: 'said', missed: state.missed ?? [], wasUnclear: state.isUnclear ?? false };
  };

  async function sayPiece(
    way: Way,
    piece: Piece,
    { progress, keep }: Omit<Saying, 'content'>,
  ): Promise<{ progress: Progress } | Said> {
    const before = progress.unanswered ?? 0;
    if (before >= MOST_UNANSWERED) return { progress: { ...progress, isUnclear: true } };
    const waitMs = await allowances.take(piece.allowances, clock.now());
    if (waitMs > 0) return wait(`${way.label}发得太密，过了这一阵接着发`, waitMs);
    await keep({ ...progress, unanswered: before + 1 });
    const sent = await sendPiece(way, piece).catch(async (fault: unknown) => {
      await keep(progress);
      throw fault;
    });
    if ('missed' in sent) return { progress: adding(progress, sent.missed) };
    const { kind, reason } = sent.trouble;
    if (kind !== 'unclear') await keep(progress);
    if (kind === 'refused') return { kind, reason };
    if (kind === 'later') return wait(reason, sent.trouble.afterMs);
    if (before + 1 >= MOST_UNANSWERED) return { progress: { ...progress, isUnclear: true } };
    return wait(`${reason}；${way.label}可能已经发出，再发一次`, sent.trouble.afterMs);
  }

  async function prepare({ channel, destination }: Way, content: Content): Promise<Piece[] | Said> {
    try {
      const pieces = await channel.pieces(destination, content);
      if (pieces.length > 0) return pieces;
      return { kind: 'refused', reason: '这条消息是空的，没有可发的内容。' };
    } catch (error) {
      const trouble = troubleOf(error, (errcode) => channel.advise(errcode, destination));
      if (trouble.kind === 'refused') return { kind: 'refused', reason: trouble.reason };
      return wait(trouble.reason, trouble.afterMs);
    }
  }

  async function sendPiece(
    { channel, destination, name }: Way,
    piece: Piece,
  ): Promise<{ missed: readonly string[] } | { trouble: Trouble }> {
    const sent = await piece.send().then(
      ({ missed = [] }) => ({ missed }),
      (error: unknown) => ({ trouble: troubleOf(error, (errcode) => channel.advise(errcode, destination)) }),
    );
    if ('missed' in sent) await note(name);
    else await note(name, sent.trouble.reason);
    if ('trouble' in sent && sent.trouble.kind === 'later' && sent.trouble.isTooOften) {
      await allowances.block(name, clock.now());
    }
    return sent;
  }
}

function adding(progress: Progress, missed: readonly string[]): Progress {
  return missed.length === 0 ? progress : { ...progress, missed: [...(progress.missed ?? []), ...missed] };
}

function wait(reason: string, afterMs: number): Said {
  return { kind: 'delivery', delivery: later(reason, afterMs) };
}
