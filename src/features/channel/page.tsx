import type { ChannelBoard } from '../../bot/channels.ts';
import type { Page } from '../../bot/page.ts';
import { toLocal } from '../../clock.ts';
import { channelBlocks } from './reply.ts';
import { channelReport } from './usecase.ts';

/** `通道状态` as a page. */
export function channelPage(board: ChannelBoard): Page {
  return {
    path: '/console/channels',
    title: '通道状态',
    right: 'manage',
    async render({ db, now, today, zone }) {
      const report = await channelReport(db, { board, now });
      const blocks = channelBlocks(report, { now, today, zone, isGroup: false });
      return (
        <>
          <p class="quiet">{toLocal(now, zone).time} 的情况</p>
          {blocks.map(({ title, lines }) => (
            <section key={title}>
              {title && <h2>{title}</h2>}
              <ul>
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </section>
          ))}
        </>
      );
    },
  };
}
