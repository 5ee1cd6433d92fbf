import type { Page } from '../../bot/page.ts';
import { choiceLabel } from './reply/text.ts';
import { findActiveMeetings } from './store/meeting.ts';
import { openHoldings } from './usecase/check-in.ts';
import { freshCodes } from './usecase/code.ts';

/** Below the address of the pages. */
export const PAGE_PATH = '/console/check-in';
const SHOWN = 4;
const RENEWED_SECONDS = 10;

/** What the room sees: codes that check one person in each, new ones as they are used. */
export const checkInPage: Page = {
  path: PAGE_PATH,
  title: '会议签到码',
  right: 'meet',
  renewedSeconds: RENEWED_SECONDS,
  async render({ db, now, today }) {
    const open = await openHoldings({ db, now, today }, await findActiveMeetings(db));
    if (open.length === 0) return <p class="quiet">现在没有可以签到的会，开会前一小时起这里会显示签到码。</p>;
    const shown = [];
    for (const holding of open) shown.push({ holding, codes: await freshCodes(db, holding.id, { now, count: SHOWN }) });
    return (
      <>
        {shown.map(({ holding, codes }) => (
          <section key={holding.id}>
            <h2>{choiceLabel(holding, today)}</h2>
            <p>任选一个，发给机器人：签到 加四个数字。一个码只能签一个人，用过的会换新的。</p>
            <ul class="codes">
              {codes.map((code) => (
                <li key={code}>{code}</li>
              ))}
            </ul>
          </section>
        ))}
      </>
    );
  },
};
