import type { Command, Feature } from '../../bot/command.ts';
import type { Services } from '../../bot/services.ts';
import { channelPage } from './page.tsx';
import { showChannels } from './reply.ts';
import { channelReport } from './usecase.ts';

export function channelFeature({ channels }: Pick<Services, 'channels'>): Feature {
  const stateCommand: Command = {
    name: 'channels',
    pattern: /^(?:看|查|查看)?(?:一下)?(?:通道|渠道|发送通道|消息通道)(?:的)?(?:状态|情况)$/,
    right: 'manage',
    help: {
      title: '通道状态',
      line: '看收发消息的每条路通不通、还能发多少条、有多少条等着发',
      examples: ['通道状态', '查看通道状态', '通道情况'],
    },
    async run({ db, now, today, zone, message }) {
      const report = await channelReport(db, { board: channels, now });
      return { reply: showChannels(report, { now, today, zone, isGroup: message.chat.kind === 'group' }) };
    },
  };
  return { commands: [stateCommand], pages: [channelPage(channels)] };
}
