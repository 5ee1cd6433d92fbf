import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/bot/outbox.ts';
import type { Channel } from '../../../src/wecom/channel.ts';
import { createReach } from '../../../src/wecom/reach.ts';
import type { Said, Way } from '../../../src/wecom/say.ts';

const content: Content = { kind: 'text', text: '明天开会' };
const said: Said = { kind: 'said', missed: [], wasUnclear: false };

function channel(name: Channel['name'], objection?: string, isPassing?: boolean): Channel {
  return {
    name,
    objection: async () => objection,
    ...(isPassing === undefined ? {} : { isObjectionPassing: () => isPassing }),
    pieces: async () => [],
    advise: () => undefined,
  };
}

function wayOf(one: Channel): Way {
  return { channel: one, destination: { kind: 'chat', chatId: 'wr1' }, label: one.name };
}

function sending(target: { kind: 'branch' } = { kind: 'branch' }) {
  return { target, content, progress: {}, keep: async () => undefined };
}

function reachBy(...channels: Channel[]) {
  const used: string[] = [];
  const reach = createReach({
    channels,
    say: async ({ channel: { name } }) => {
      used.push(name);
      return said;
    },
  });
  return { reach, used };
}

describe('a channel that is down for now', () => {
  const down = channel('aibot', '长连接断了', true);
  const broken = channel('robot', '没有这个群机器人');

  it('is passed over where another one will do', async () => {
    const { reach, used } = reachBy();
    expect(await reach.place([down, channel('robot')].map(wayOf), sending())).toMatchObject({ outcome: 'sent' });
    expect(used).toEqual(['robot']);
    const app = reachBy(channel('app'), down);
    expect(await app.reach.people(['wangfang'], sending())).toMatchObject({ outcome: 'sent' });
  });

  it('is waited for where none will, so that nothing is lost', async () => {
    const { reach } = reachBy(channel('app', '还没有接上'), down);
    const later = { outcome: 'later', reason: '长连接断了' };
    expect(await reach.place([broken, down].map(wayOf), sending())).toMatchObject(later);
    expect(await reach.people(['wangfang'], sending())).toMatchObject(later);
  });

  it('is not waited for where what it objects to stays', async () => {
    const stranger = channel('aibot', '还没有人在这个群里 @ 过智能机器人', false);
    const { reach } = reachBy(stranger);
    expect(await reach.place([wayOf(stranger)], sending())).toMatchObject({ outcome: 'failed' });
    expect(await reach.people(['wangfang'], sending())).toMatchObject({ outcome: 'failed' });
  });
});
