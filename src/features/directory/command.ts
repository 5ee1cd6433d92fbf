import type { Command, Feature } from '../../bot/command.ts';
import type { Services } from '../../bot/services.ts';
import { userError } from '../../errors.ts';
import { convertJob, nightlySyncJob, syncLateJob } from './job.ts';
import { BEGINNING, NO_APP } from './reply.ts';
import type { PromoteWaiting } from './usecase/convert.ts';

const NAME = 'directory';

export interface DirectoryFeatureOptions {
  promoteWaiting: PromoteWaiting;
}

/** Names and stations from the corporation's address book. */
export function directoryFeature({ directory }: Services, { promoteWaiting }: DirectoryFeatureOptions): Feature {
  const sync: Command = {
    name: NAME,
    pattern: /^(?:同步|更新|导入)(?:企业微信)?通讯录[。!！]?$/,
    right: 'manage',
    help: {
      title: '同步通讯录',
      line: '把企业微信里的姓名和所属站拿过来',
      examples: ['同步通讯录', '更新通讯录', '导入企业微信通讯录'],
    },
    async run() {
      if (!directory) throw userError('not_found', NO_APP);
      return { reply: { text: BEGINNING, late: { kind: NAME, arguments: {} } } };
    },
  };
  return {
    commands: [sync],
    lateJobs: [syncLateJob(directory, NAME)],
    jobs: directory ? [nightlySyncJob(directory), convertJob(directory, promoteWaiting)] : [],
  };
}
