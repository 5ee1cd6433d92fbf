import type { Command, Feature } from '../bot/command.ts';
import type { ReminderKind } from '../bot/reminder.ts';
import type { Services } from '../bot/services.ts';
import { activityFeature } from './activity/command.ts';
import { channelFeature } from './channel/command.ts';
import { chatFeature } from './chat/command.ts';
import { directoryFeature } from './directory/command.ts';
import { donationFeature } from './donation/command.ts';
import { explainCommand } from './explain/command.ts';
import { courtesyCommand, helpCommand } from './help/command.ts';
import { holidayFeature } from './holiday/command.ts';
import { coverageWarning } from './holiday/usecase/coverage.ts';
import { homePage } from './home/page.tsx';
import { jielongFeature } from './jielong/command.ts';
import { ledgerFeature, ledgerReminders } from './ledger/command.ts';
import { checkInFeature } from './meeting/command/code.ts';
import { meetingFeature } from './meeting/command/meeting.ts';
import { meetingReminders } from './meeting/usecase/reminders.ts';
import { minutesFeature } from './minutes/command/minutes.ts';
import { misreadingCommand } from './misreading/command.ts';
import { organisingFeature } from './organising/command.ts';
import { partyFeature } from './party/command.ts';
import { personFeature } from './person/command.ts';
import { pollFeature } from './poll/command/poll.ts';
import { proofFeature } from './proof/command.ts';
import { registrationFeature } from './registration/command.ts';
import { promoteWaiting } from './registration/usecase/promote.ts';
import { reminderFeature } from './reminder/command/reminder.ts';
import { noteReminder } from './reminder/usecase/note.ts';
import { secondReadingFeature } from './second-reading/job.ts';
import { seriesFeature } from './series/command/series.ts';
import { seriesReminders } from './series/usecase/reminders.ts';
import { serviceFeature } from './service/command.ts';
import { SHEET_KINDS } from './sheets.ts';
import { summaryFeature } from './summary/command/summary.ts';
import { swapFeature } from './swap/command.ts';
import { swapReminders } from './swap/reminders.ts';
import { taskFeature } from './task/command/task.ts';
import { takeTasksBack } from './task/usecase/change.ts';
import { giveTask } from './task/usecase/give.ts';
import { taskReminders } from './task/usecase/reminders.ts';
import { transferFeature } from './transfer/command.ts';
import { undoCommand } from './undo/command.ts';
import { workFeature } from './work/command/work.ts';

/** Everything people are reminded of. A new kind is declared beside its feature and named here. */
export function createReminderKinds(): ReminderKind[] {
  return [
    ...meetingReminders,
    ...taskReminders,
    ...ledgerReminders,
    ...seriesReminders,
    ...swapReminders,
    noteReminder,
    coverageWarning,
  ];
}

/** Everything people can do, in the chapters of the help. A new folder here is one line in its chapter. */
function createChapters(services: Services, robotNames: readonly string[]): { title: string; features: Feature[] }[] {
  const transfer = transferFeature(services, SHEET_KINDS);
  return [
    {
      title: '报名和活动',
      features: [
        registrationFeature,
        jielongFeature,
        swapFeature(services),
        activityFeature(services),
        seriesFeature(services),
        organisingFeature,
        pollFeature(services),
      ],
    },
    {
      title: '开会和任务',
      features: [
        checkInFeature(services),
        meetingFeature,
        minutesFeature(services, { giveTask, takeTasksBack }),
        taskFeature,
      ],
    },
    {
      title: '记录和总结',
      features: [
        workFeature,
        serviceFeature,
        donationFeature,
        proofFeature(services, transfer.taker),
        summaryFeature(services),
        transfer.feature,
      ],
    },
    { title: '党员和台账', features: [partyFeature, ledgerFeature(services)] },
    {
      title: '提醒和设置',
      features: [
        holidayFeature,
        reminderFeature({ ...services, kinds: createReminderKinds() }),
        personFeature({ promoteWaiting }),
        directoryFeature(services, { promoteWaiting }),
        chatFeature(robotNames),
        channelFeature(services),
        { commands: [courtesyCommand], pages: [homePage(services.botName)] },
      ],
    },
  ];
}

/** Everything people can do, and what looks at all of it. */
export function createFeatures(services: Services, robotNames: readonly string[]): Feature[] {
  const chapters = createChapters(services, robotNames);
  const features = chapters.flatMap((chapter) => chapter.features);
  const commands = commandsOf(features);
  // These look at all of them, themselves too; the help, which comes last, at those before it.
  const own: Command[] = [
    undoCommand(commands),
    explainCommand(commands, services.botName),
    misreadingCommand(commands),
  ];
  commands.push(...own);
  const topics = chapters.map(({ title, features }) => ({ title, commands: commandsOf(features) }));
  topics.at(-1)?.commands.push(...own);
  const help = helpCommand(topics, services.botName);
  commands.push(help);
  return [...features, { commands: [...own, help] }, secondReadingFeature({ ...services, commands })];
}

function commandsOf(features: readonly Feature[]): Command[] {
  return features.flatMap(({ commands = [] }) => commands);
}
