import type { Content, Delivery, Progress, Sending } from '../bot/outbox.ts';
import { failed, later } from './outcome.ts';
import { plainText } from './plain.ts';
import type { Plan } from './plan.ts';
import type { Said, Saying, Way } from './say.ts';

const NO_WAY_TO_GROUP =
  '不知道这个群用哪个群机器人：请在群里添加群机器人，把它的 key 填进 WECOM_GROUP_WEBHOOKS，再由管理员在群里发「绑定本群 机器人名称」。';
const NO_WAY_TO_PERSON =
  '这是给一个人的消息，现在没有能发到个人的通道：请当面或打电话告诉本人；要自动发，请接上自建应用（WECOM_CORP_ID）。';
const UNCLEAR = '没有收到企业微信的确认，可能没有发到；已经发过两次，不再发，免得重复';
const NOT_REACHED =
  '本人不在自建应用的可见范围里，或还没有和智能机器人单独说过话：请核对可见范围，或请本人点开机器人发一句话';
/** Until a channel that is down for now is asked again. */
const PASSING_MS = 60_000;

type Say = (way: Way, saying: Saying) => Promise<Said>;
type ToPeople = Extract<Plan, { kind: 'people' }>;

/** Objections so far, for where nothing can be said in the end. */
interface Tried {
  refusal?: Delivery & { outcome: 'failed' };
  /** One of them passes by itself. */
  waiting?: Delivery;
}

/** Into one place; a way that has begun is gone on with. */
export async function reachPlace(say: Say, ways: readonly Way[], sending: Sending): Promise<Delivery> {
  let tried: Tried = {};
  for (const way of begunFirst(ways, sending.progress)) {
    const objected = await objectionTo(way, sending.content, tried);
    if (objected) {
      tried = objected;
      continue;
    }
    const said = await say(way, ownOf(sending, way));
    if (said.kind === 'delivery') return { ...said.delivery, channel: way.label };
    if (said.kind === 'said') return sentBy([way.label], said.wasUnclear ? [UNCLEAR] : []);
    tried = { ...tried, refusal: refusalBy(way, said.reason) };
  }
  return tried.waiting ?? tried.refusal ?? failed(NO_WAY_TO_GROUP);
}

/** One to one, by each way those the one before has missed; who is left over by name in the group. */
export async function reachPeople(say: Say, { userids, ways, groups }: ToPeople, sending: Sending): Promise<Delivery> {
  let progress: Progress = { ...sending.progress, people: sending.progress.people ?? userids };
  let tried: Tried = {};
  const used: string[] = [];
  for (const wayTo of ways) {
    const left = leftOf(progress);
    if (left.length === 0) break;
    const way = wayTo(left);
    if (progress.done?.includes(way.name)) continue;
    const objected = await objectionTo(way, sending.content, tried);
    if (objected) {
      tried = objected;
      continue;
    }
    const said = await say(way, ownOf({ ...sending, progress }, way));
    if (said.kind === 'delivery') return { ...said.delivery, channel: way.label };
    if (said.kind === 'refused') tried = { ...tried, refusal: refusalBy(way, said.reason) };
    else {
      const reached = without(left, said.missed);
      if (reached.length > 0) used.push(way.label);
      progress = {
        ...sharedOf(progress),
        reached: [...(progress.reached ?? []), ...reached],
        done: [...(progress.done ?? []), way.name],
        ...(said.wasUnclear ? { isUnclear: true } : {}),
      };
      await sending.keep(progress);
    }
  }
  const left = leftOf(progress);
  if (left.length > 0 && groups.length > 0) return reachPlace(say, groups, inGroup({ ...sending, progress }, left));
  return endOf(progress, used, tried);
}

function endOf(progress: Progress, used: string[], { waiting, refusal }: Tried): Delivery {
  const left = leftOf(progress);
  const notes = progress.isUnclear ? [UNCLEAR] : [];
  if (left.length === 0) return sentBy(used, notes);
  if (waiting) return waiting;
  if (left.length === progress.people?.length) return refusal ?? failed(NO_WAY_TO_PERSON);
  const why = `有 ${left.length} 人没有发到：${refusal?.reason ?? NOT_REACHED}`;
  return { ...sentBy(used, [...notes, why]), missed: left };
}

/** Undefined: it can say it there. */
async function objectionTo(way: Way, content: Content, tried: Tried): Promise<Tried | undefined> {
  const objection = await way.channel.objection(way.destination, content);
  if (objection === undefined) return undefined;
  const { refusal = refusalBy(way, objection), waiting } = tried;
  const isPassing = way.channel.isObjectionPassing?.() ?? false;
  const own = isPassing ? { ...later(objection, PASSING_MS), channel: way.label } : undefined;
  const wait = waiting ?? own;
  return { refusal, ...(wait ? { waiting: wait } : {}) };
}

/** What was begun by another way counts for nothing here, but for whom it has reached. */
function ownOf({ content, progress, keep }: Sending, way: Way): Saying {
  return { content, progress: progress.way === way.name ? progress : { ...sharedOf(progress), way: way.name }, keep };
}

function sharedOf({ people, reached, done, isUnclear }: Progress): Progress {
  return {
    ...(people ? { people } : {}),
    ...(reached ? { reached } : {}),
    ...(done ? { done } : {}),
    ...(isUnclear ? { isUnclear } : {}),
  };
}

function begunFirst(ways: readonly Way[], { way: begun }: Progress): Way[] {
  return ways.toSorted((a, b) => Number(b.name === begun) - Number(a.name === begun));
}

function leftOf({ people = [], reached = [] }: Progress): string[] {
  return without(people, reached);
}

/** WeCom gives userids back in lower case. */
function without(userids: readonly string[], others: readonly string[]): string[] {
  const gone = new Set(others.map((userid) => userid.toLowerCase()));
  return userids.filter((userid) => !gone.has(userid.toLowerCase()));
}

function inGroup(sending: Sending, mentions: string[]): Sending {
  const { content } = sending;
  if (content.kind !== 'text' && content.kind !== 'markdown') return sending;
  const text = content.kind === 'markdown' ? plainText(content.text) : content.text;
  return { ...sending, content: { kind: 'text', text, mentions } };
}

function refusalBy({ label }: Way, reason: string): Delivery & { outcome: 'failed' } {
  return { outcome: 'failed', reason, channel: label };
}

function sentBy(labels: readonly string[], notes: readonly string[]): Delivery & { outcome: 'sent' } {
  const channel = labels.length > 0 ? { channel: labels.join('、') } : {};
  return { outcome: 'sent', ...channel, ...(notes.length > 0 ? { reason: notes.join('；') } : {}) };
}
