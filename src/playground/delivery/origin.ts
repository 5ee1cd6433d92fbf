import type { Origin } from '../protocol/callback.ts';
import type { Faults } from '../world/faults.ts';
import { openUseridOf } from '../world/people.ts';
import type { Exchange } from './presenter.ts';

/** Where something was said and by whom, as the bot is told. */
export function originOf(botId: string, { place, sender }: Exchange, { encryptedIds }: Faults): Origin {
  return { botId, place, sender: encryptedIds ? openUseridOf(sender) : sender };
}
