import type { Logger } from '../../../logger.ts';
import { ERRCODES, errcodeOf, isUnclear } from './failure.ts';
import type { Link } from './link.ts';

/** What answers one callback. Each frame waits for the ack of the one before; all carry the callback's req_id. */
export interface Turn {
  /** A state of a stream that goes on; false: no later one will be shown either. */
  show(body: object): Promise<boolean>;
  /** What may be said again where no ack came, for it replaces itself; false: it has perhaps not been shown. */
  settle(body: object, cmd?: string): Promise<boolean>;
  /** A card, which is known by its task_id; false: it has perhaps not been shown. */
  card(body: object): Promise<boolean>;
}

export interface TurnOptions {
  /** The callback's. */
  reqId: string;
  logger: Logger;
  /** A message has been said, or may have been; the refreshes of a stream are none. */
  onSaid(): void;
}

type Outcome = 'acknowledged' | 'unclear' | 'unreachable' | number;

const RESPOND = 'aibot_respond_msg';
const MOST_TRIES = 3;
/** After these, and where the connection is gone, no later frame of the req_id will do. */
const FINAL = new Set<Outcome>(['unreachable', ERRCODES.badReqId, ERRCODES.expired, ERRCODES.notSubscribed]);

export function createTurn(link: Pick<Link, 'request'>, { reqId, logger, onSaid }: TurnOptions): Turn {
  // Acks that did not come in time. They may still come, and are then taken for those of later frames: only an ack
  // more than these proves that a later frame has arrived.
  let missing = 0;
  let hasStream = false;

  async function attempt(body: object, cmd: string): Promise<Outcome> {
    try {
      await link.request(cmd, body, reqId);
      count(body);
      return 'acknowledged';
    } catch (error) {
      if (isUnclear(error)) {
        count(body);
        return 'unclear';
      }
      const outcome = errcodeOf(error) ?? 'unreachable';
      logger.warn({ cmd, outcome }, '一帧回复没有显示出来，回复会另想办法送到');
      return outcome;
    }
  }

  function count(body: object): void {
    const isMessage = !('response_type' in body) && !('stream' in body && hasStream);
    hasStream ||= 'stream' in body;
    if (isMessage) onSaid();
  }

  async function show(body: object): Promise<boolean> {
    const outcome = await attempt(body, RESPOND);
    if (outcome === 'unclear') missing += 1;
    return !FINAL.has(outcome);
  }

  async function settle(body: object, cmd = RESPOND): Promise<boolean> {
    let acks = 0;
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const outcome = await attempt(body, cmd);
      if (outcome !== 'acknowledged' && outcome !== 'unclear') return false;
      if (outcome === 'acknowledged') acks += 1;
      if (acks > missing) {
        missing += tries - acks;
        return true;
      }
    }
    return false;
  }

  async function card(body: object): Promise<boolean> {
    if (missing > 0) return false;
    const first = await attempt(body, RESPOND);
    const outcome = first === 'unclear' ? await attempt(body, RESPOND) : first;
    return outcome === 'acknowledged' || outcome === ERRCODES.usedTaskId;
  }

  return { show, settle, card };
}
