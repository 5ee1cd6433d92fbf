import type { PageContext } from '../../bot/page.ts';
import type { StoredHolding } from '../meeting/types.ts';
import { nextHoldings, visibleMeetings } from '../meeting/usecase/find.ts';
import { type Mine, mine } from '../registration/usecase/roster.ts';

export interface Home extends Mine {
  meetings: { holding: StoredHolding; isOnLeave: boolean }[];
}

/** What concerns whoever looks: their registrations, and the next holding of each meeting. */
export async function homeOf(context: PageContext): Promise<Home> {
  const { viewer } = context;
  const registered =
    viewer.id === null ? { own: [], forOthers: [] } : await mine({ ...context, sender: { id: viewer.id } });
  const meetings = await visibleMeetings({ ...context, message: { chat: { kind: 'single' } } });
  const holdings = await nextHoldings(context, meetings);
  return {
    ...registered,
    meetings: holdings.map((holding) => ({
      holding,
      isOnLeave: holding.leaves.some(({ personId }) => personId === viewer.id),
    })),
  };
}
