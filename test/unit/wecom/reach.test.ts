import { describe, expect, it } from 'vitest';
import type { Content } from '../../../src/bot/outbox.ts';
import type { Channel } from '../../../src/wecom/channel.ts';
import type { WayToPeople } from '../../../src/wecom/plan.ts';
import { reachPeople, reachPlace } from '../../../src/wecom/reach.ts';
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
  return { channel: one, destination: { kind: 'chat', chatId: 'wr1' }, name: one.name, label: one.name };
}

function toPeople(...channels: Channel[]) {
  const ways = channels.map(
    (one): WayToPeople =>
      (userids) => ({ ...wayOf(one), destination: { kind: 'people', userids } }),
  );
  return { kind: 'people' as const, userids: ['wangfang'], ways, groups: [] };
}

function sending(target: { kind: 'branch' } = { kind: 'branch' }) {
  return { target, content, progress: {}, keep: async () => undefined };
}

function saying() {
  const used: string[] = [];
  const say = async ({ name }: Way) => {
    used.push(name);
    return said;
  };
  return { say, used };
}

describe('a channel that is down for now', () => {
  const down = channel('aibot', '长连接断了', true);
  const broken = channel('robot', '没有这个群机器人');

  it('is passed over where another one will do', async () => {
    const { say, used } = saying();
    expect(await reachPlace(say, [down, channel('robot')].map(wayOf), sending())).toMatchObject({ outcome: 'sent' });
    expect(used).toEqual(['robot']);
    expect(await reachPeople(say, toPeople(channel('app'), down), sending())).toMatchObject({ outcome: 'sent' });
    expect(used).toEqual(['robot', 'app']);
  });

  it('is waited for where none will, so that nothing is lost', async () => {
    const { say } = saying();
    const later = { outcome: 'later', reason: '长连接断了' };
    expect(await reachPlace(say, [broken, down].map(wayOf), sending())).toMatchObject(later);
    const people = toPeople(channel('app', '还没有接上'), down);
    expect(await reachPeople(say, people, sending())).toMatchObject(later);
  });

  it('is not waited for where what it objects to stays', async () => {
    const stranger = channel('aibot', '还没有人在这个群里 @ 过智能机器人', false);
    const { say } = saying();
    expect(await reachPlace(say, [wayOf(stranger)], sending())).toMatchObject({ outcome: 'failed' });
    expect(await reachPeople(say, toPeople(stranger), sending())).toMatchObject({ outcome: 'failed' });
  });
});
