import type { Content, Deliver, Target } from '../bot/outbox.ts';
import type { Clock } from '../clock.ts';
import type { Allowances } from './allowance/allowance.ts';
import { createPlanner, type Plan, type PlanOptions } from './plan.ts';
import { reachPeople, reachPlace } from './reach.ts';
import { createSay, type Way } from './say.ts';

export type { Addressees } from './plan.ts';

export interface DeliveryOptions extends PlanOptions {
  allowances: Allowances;
  clock: Clock;
  /** Notes for 通道状态 what went out, or why not; throws nothing. */
  note(channel: string, error?: string): Promise<void>;
}

export interface DeliveryService {
  /** Sends what is not an answer, by the first of the ways to the target that can. */
  deliver: Deliver;
  /** Which way would be tried first, as people name it; undefined: none reaches the target. */
  wayFor(target: Target, content: Content): Promise<string | undefined>;
}

export function createDelivery(options: DeliveryOptions): DeliveryService {
  const plan = createPlanner(options);
  const say = createSay(options);
  return {
    async deliver(sending) {
      const made = await plan(sending.target, sending.content);
      if (made.kind === 'nobody') return made.delivery;
      return made.kind === 'place' ? reachPlace(say, made.ways, sending) : reachPeople(say, made, sending);
    },
    async wayFor(target, content) {
      for (const way of waysOf(await plan(target, content))) {
        const objection = await way.channel.objection(way.destination, content);
        if (objection === undefined || way.channel.isObjectionPassing?.()) return way.label;
      }
      return undefined;
    },
  };
}

function waysOf(plan: Plan): Way[] {
  if (plan.kind === 'nobody') return [];
  return plan.kind === 'place' ? plan.ways : [...plan.ways.map((wayTo) => wayTo(plan.userids)), ...plan.groups];
}
