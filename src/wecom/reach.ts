import type { Delivery, Progress, Sending } from '../bot/outbox.ts';
import type { Channel } from './channel.ts';
import { failed, later } from './outcome.ts';
import type { createSay, Way } from './say.ts';

const NO_WAY_TO_GROUP =
  '不知道这个群用哪个群机器人：请在群里添加群机器人，把它的 key 填进 WECOM_GROUP_WEBHOOKS，再由管理员在群里发「绑定本群 机器人名称」。';
const NO_WAY_TO_PERSON =
  '这是给一个人的消息，现在没有能发到个人的通道：请当面或打电话告诉本人；要自动发，请接上自建应用（WECOM_CORP_ID）。';
/** Until a channel that is down for now is asked again. */
const PASSING_MS = 60_000;
const UNCLEAR = '没有收到企业微信的确认，可能已经发到；没有再发，免得重复';

export interface ReachOptions {
  channels: readonly Channel[];
  say: ReturnType<typeof createSay>;
}

/** Takes the ways in their order until one has said it. */
export function createReach({ channels, say }: ReachOptions) {
  /** Into one place; a way that has begun is gone on with. */
  async function place(ways: readonly Way[], sending: Sending): Promise<Delivery> {
    const { content, progress } = sending;
    let refusal: Delivery | undefined;
    let waiting: Delivery | undefined;
    for (const way of begunFirst(ways, progress)) {
      const objection = await way.channel.objection(way.destination, content);
      if (objection !== undefined) {
        if (way.channel.isObjectionPassing?.()) waiting ??= { ...later(objection, PASSING_MS), channel: way.label };
        refusal ??= { ...failed(objection), channel: way.label };
        continue;
      }
      const said = await say(way, own(sending, way));
      if (said.kind === 'delivery') return { ...said.delivery, channel: way.label };
      if (said.kind === 'said') {
        return { outcome: 'sent', channel: way.label, ...(said.wasUnclear ? { reason: UNCLEAR } : {}) };
      }
      refusal = { ...failed(said.reason), channel: way.label };
    }
    return waiting ?? refusal ?? failed(NO_WAY_TO_GROUP);
  }

  /** One to one, by each channel those the one before has missed; `groups`: where the rest is told by name. */
  async function people(userids: readonly string[], sending: Sending, groups: readonly Way[] = []): Promise<Delivery> {
    const { content, progress } = sending;
    const reached = new Set(progress.reached ?? []);
    const used: string[] = [];
    let refusal: string | undefined;
    let waiting: Delivery | undefined;
    for (const way of waysToPeople()) {
      const left = userids.filter((userid) => !reached.has(userid));
      if (left.length === 0) break;
      const to: Way = { ...way, destination: { kind: 'people', userids: left } };
      const objection = await to.channel.objection(to.destination, content);
      if (objection !== undefined) {
        if (to.channel.isObjectionPassing?.()) waiting ??= { ...later(objection, PASSING_MS), channel: to.label };
        refusal ??= objection;
        continue;
      }
      const said = await say(to, own(sending, to));
      if (said.kind === 'delivery') return { ...said.delivery, channel: to.label };
      if (said.kind === 'refused') {
        refusal = said.reason;
        continue;
      }
      const missed = new Set(said.missed.map((userid) => userid.toLowerCase()));
      for (const userid of left) if (!missed.has(userid.toLowerCase())) reached.add(userid);
      if (missed.size < left.length) used.push(to.label);
      await sending.keep({ reached: [...reached] });
    }
    const left = userids.filter((userid) => !reached.has(userid));
    if (left.length === 0) return { outcome: 'sent', channel: used.join('、') };
    if (groups.length > 0) return place(groups, inGroup(sending, left, [...reached]));
    if (waiting) return waiting;
    if (reached.size === 0) return failed(refusal ?? NO_WAY_TO_PERSON);
    return { outcome: 'sent', channel: used.join('、'), reason: `有 ${left.length} 人没有发到` };
  }

  function waysToPeople(): Omit<Way, 'destination'>[] {
    const labels = { app: '自建应用', aibot: '智能机器人', robot: '' } as const;
    return (['app', 'aibot'] as const).flatMap((name) => {
      const channel = channels.find((one) => one.name === name);
      return channel ? [{ channel, label: labels[name] }] : [];
    });
  }

  return { place, people };
}

/** What was begun by another way counts for nothing here. */
function own({ content, progress, keep }: Sending, way: Way): Parameters<ReturnType<typeof createSay>>[1] {
  const { reached, ...begun } = progress;
  const shared = reached ? { reached } : {};
  return {
    content,
    progress: progress.way === way.label ? { ...shared, ...begun } : shared,
    keep: (made) => keep({ ...made, ...shared, way: way.label }),
  };
}

function begunFirst(ways: readonly Way[], { way: begun }: Progress): Way[] {
  return [...ways].sort((a, b) => Number(b.label === begun) - Number(a.label === begun));
}

function inGroup(sending: Sending, mentions: string[], reached: string[]): Sending {
  const { content, progress, keep } = sending;
  const said =
    content.kind === 'text' || content.kind === 'markdown'
      ? { kind: 'text' as const, text: content.text, mentions }
      : content;
  return {
    ...sending,
    content: said,
    progress: { ...progress, reached },
    keep: (made) => keep({ ...made, reached }),
  };
}
