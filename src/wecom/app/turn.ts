import type { Message, Receiver } from '../../bot/message.ts';
import type { Content } from '../../bot/outbox.ts';
import type { Reply } from '../../bot/reply.ts';
import { type Answer, answerTo, asMessage } from './encode.ts';

/** WeCom waits for five seconds; what takes nearly as long may find nobody listening. */
const LISTENING_MS = 4_000;

export interface Later {
  /** Keeps `content` to be sent to the sender; the same message again changes nothing. */
  keep(message: Message, content: Content): Promise<void>;
  /** Whether an answer to the message was kept. */
  isKept(message: Message): Promise<boolean>;
}

/**
 * Answers each message once: in the response where somebody listens, else as a message. WeCom delivers a message up
 * to three times until a response came; all deliveries share one run, and what was once handed over as a message is
 * never said in a response too. Nothing is acknowledged before it is stored: a process that dies is asked again.
 */
export function createTurns(receiver: Pick<Receiver, 'receive'>, later: Later): (message: Message) => Promise<Answer> {
  const running = new Map<string, Promise<Answer>>();

  async function run(message: Message): Promise<Answer> {
    const begun = performance.now();
    const reply = await receiver.receive(message);
    if (await later.isKept(message)) return responseOf(reply, message);
    const isLate = performance.now() - begun > LISTENING_MS;
    const answer = isLate ? whollyLater(reply, message) : answerTo(reply, message);
    if (answer.later) await later.keep(message, answer.later);
    return answer;
  }

  return (message) => {
    const known = running.get(message.id);
    if (known) return known;
    const work = run(message).finally(() => running.delete(message.id));
    running.set(message.id, work);
    return work;
  };
}

function whollyLater(reply: Reply, message: Message): Answer {
  const content = asMessage(reply, message);
  return content ? { later: content } : {};
}

/** A click's card may be shown anew as often as is asked for. */
function responseOf(reply: Reply, message: Message): Answer {
  const { passive } = message.click ? answerTo(reply, message) : {};
  return passive ? { passive } : {};
}
