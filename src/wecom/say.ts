import type { Content, Delivery, Progress } from '../bot/outbox.ts';
import type { Clock } from '../clock.ts';
import type { Allowances } from './allowance/allowance.ts';
import { channelOf } from './allowance/allowance.ts';
import type { Channel, Destination, Piece } from './channel.ts';
import { later, type Trouble, troubleOf } from './outcome.ts';

/** One channel and the place it is to speak in. */
export interface Way {
  channel: Channel;
  destination: Destination;
  /** As people name it: 群机器人「支部群」. */
  label: string;
}

export interface SayOptions {
  allowances: Allowances;
  clock: Clock;
  /** Notes for 通道状态 what went out, or why not. */
  note(channel: string, error?: string): Promise<void>;
}

export type Said =
  /** `missed`: userids it did not reach; `wasUnclear`: part of it went twice without an answer. */
  | { kind: 'said'; missed: string[]; wasUnclear: boolean }
  | { kind: 'delivery'; delivery: Delivery }
  /** This way will never do; another may. */
  | { kind: 'refused'; reason: string };

/** Says what is left of `content` by one way, keeping count after each message. */
export function createSay({ allowances, clock, note }: SayOptions) {
  return async function say(
    way: Way,
    { content, progress, keep }: { content: Content; progress: Progress; keep(progress: Progress): Promise<void> },
  ): Promise<Said> {
    const prepared = await prepare(way, content);
    if (!Array.isArray(prepared)) return prepared;
    const missed: string[] = [];
    let wasUnclear = false;
    let isUnclear = progress.isUnclear ?? false;
    for (const [i, piece] of prepared.entries()) {
      if (i < (progress.pieces ?? 0)) continue;
      const waitMs = await allowances.take(piece.allowances, clock.now());
      if (waitMs > 0) return { kind: 'delivery', delivery: later(`${way.label}一分钟内已经发满，稍后接着发`, waitMs) };
      const sent = await sendPiece(way, piece);
      if ('trouble' in sent) {
        const end = await stopAt(way, sent.trouble, {
          isUnclear,
          keep: () => keep({ ...progress, pieces: i, isUnclear: true }),
        });
        if (end) return end;
        wasUnclear = true;
      } else missed.push(...sent.missed);
      isUnclear = false;
      if (prepared.length > 1) await keep({ ...progress, pieces: i + 1, isUnclear: false });
    }
    return { kind: 'said', missed, wasUnclear };
  };

  async function prepare({ channel, destination }: Way, content: Content): Promise<Piece[] | Said> {
    try {
      const pieces = await channel.pieces(destination, content);
      if (pieces.length > 0) return pieces;
      return { kind: 'refused', reason: '这条消息是空的，没有可发的内容。' };
    } catch (error) {
      const trouble = troubleOf(error, (errcode) => channel.advise(errcode, destination));
      if (trouble.kind === 'refused') return { kind: 'refused', reason: trouble.reason };
      return { kind: 'delivery', delivery: later(trouble.reason, trouble.afterMs) };
    }
  }

  async function sendPiece(
    { channel, destination }: Way,
    piece: Piece,
  ): Promise<{ missed: readonly string[] } | { trouble: Trouble }> {
    const name = channelNameOf(piece, channel);
    try {
      const { missed = [] } = await piece.send();
      await note(name);
      return { missed };
    } catch (error) {
      const trouble = troubleOf(error, (errcode) => channel.advise(errcode, destination));
      await note(name, trouble.reason);
      if (trouble.kind === 'later' && trouble.isTooOften) await allowances.block(name, clock.now());
      return { trouble };
    }
  }

  /** Undefined: it was unclear twice, taken as said so that nobody reads it a third time. */
  async function stopAt(
    way: Way,
    trouble: Trouble,
    { isUnclear, keep }: { isUnclear: boolean; keep(): Promise<void> },
  ): Promise<Said | undefined> {
    if (trouble.kind === 'refused') return { kind: 'refused', reason: trouble.reason };
    if (trouble.kind === 'later') return { kind: 'delivery', delivery: later(trouble.reason, trouble.afterMs) };
    if (isUnclear) return undefined;
    await keep();
    return {
      kind: 'delivery',
      delivery: later(`${trouble.reason}；${way.label}可能已经发出，再发一次`, trouble.afterMs),
    };
  }
}

function channelNameOf(piece: Piece, channel: Channel): string {
  const [first] = piece.allowances;
  return first ? channelOf(first.name) : channel.name;
}
