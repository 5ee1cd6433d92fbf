import type { Command, CommandContext, Feature } from '../../../bot/command.ts';
import { textReply } from '../../../bot/reply.ts';
import type { Services } from '../../../bot/services.ts';
import { userError } from '../../../errors.ts';
import { checkInPage, PAGE_PATH } from '../page.tsx';
import { choiceLabel } from '../reply/text.ts';
import { openHoldings } from '../usecase/check-in.ts';
import { freshCodes } from '../usecase/code.ts';
import { matchMeetings, visibleMeetings } from '../usecase/find.ts';

/** Where there is no page they are read out. */
const READ_OUT = 12;

function codeCommand({ consoleUrl }: Pick<Services, 'consoleUrl'>): Command {
  return {
    name: 'meeting-code',
    pattern:
      /^(?:(?:给我|看|出示|生成|打开|显示)?(?:会议|会场)?签到码(?:[\s:：]+(?<what>[^\d?？]{2,24}))?|(?<which>[^\s\d?？]{2,24}?)的?签到码)[\s。?？]*$/,
    right: 'meet',
    help: {
      title: '会场签到码',
      line: '在会场大屏上显示签到码（支委，单聊里发），一码一人，五分钟换新',
      examples: ['签到码 周一例会', '签到码', '例会签到码'],
    },
    async run(context, { match }) {
      if (context.message.chat.kind === 'group') {
        return { reply: textReply('签到码不在群里给，不到场的人也看得见。请单独给我发：签到码') };
      }
      const { what, which } = match?.groups ?? {};
      const open = await openHoldings(context, matchMeetings(await visibleMeetings(context), what ?? which));
      if (open.length === 0) throw userError('not_found', '现在没有可以签到的会。开会前一小时起再发：签到码');
      const text =
        consoleUrl === undefined
          ? await readOut(context, open)
          : onPage(
              open.map((one) => choiceLabel(one, context.today)),
              `${consoleUrl}${PAGE_PATH}`,
            );
      return { reply: textReply(text) };
    },
  };
}

function onPage(labels: readonly string[], address: string): string {
  return [
    `${labels.join('；')}的签到码在这一页，会场大屏上打开，码会自己换：`,
    address,
    '一个码只能签一个人，用过就换新的，五分钟过期。到场的人发：签到 加四个数字',
  ].join('\n');
}

async function readOut(
  { db, now, today }: CommandContext,
  open: Awaited<ReturnType<typeof openHoldings>>,
): Promise<string> {
  const lines: string[] = [];
  for (const holding of open) {
    const codes = await freshCodes(db, holding.id, { now, count: READ_OUT });
    lines.push(`${choiceLabel(holding, today)}的签到码，一人一个，五分钟内有效：`, codes.join('　'));
  }
  return [...lines, '到场的人发：签到 加四个数字。用完或过期了，再发一次：签到码'].join('\n');
}

/** The codes shown in the room, in chat and as a page. */
export function checkInFeature(services: Pick<Services, 'consoleUrl'>): Feature {
  return { commands: [codeCommand(services)], pages: [checkInPage] };
}
