import type { Content } from '../../src/bot/outbox.ts';
import type { Channel, Destination } from '../../src/wecom/channel.ts';

export interface FakeChannel extends Channel {
  /** What was said, in order. */
  said: { destination: Destination; content: Content }[];
  /** Userids it does not reach. */
  missed: string[];
  /** Why it cannot say anything; `isPassing`: for now. */
  trouble: { reason: string; isPassing?: boolean } | undefined;
  /** Thrown instead of saying something, one after the other. */
  failures: Error[];
}

/** A way out that takes whatever it is given, one message for each content. */
export function fakeChannel(name: 'aibot' | 'app'): FakeChannel {
  const channel: FakeChannel = {
    name,
    said: [],
    missed: [],
    trouble: undefined,
    failures: [],
    objection: async () => channel.trouble?.reason,
    isObjectionPassing: () => channel.trouble?.isPassing ?? false,
    async pieces(destination, content) {
      const send = async () => {
        const failure = channel.failures.shift();
        if (failure) throw failure;
        channel.said.push({ destination, content });
        const userids = destination.kind === 'people' ? destination.userids : [];
        return { missed: userids.filter((userid) => channel.missed.includes(userid)) };
      };
      return [{ allowances: [{ name: `${name}:test`, perMinute: 30, perHour: 1000 }], send }];
    },
    advise: () => undefined,
  };
  return channel;
}
