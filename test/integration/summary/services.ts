import type { Services } from '../../../src/bot/services.ts';
import { createLogger } from '../../../src/logger.ts';
import { ZONE } from './seed.ts';

/** Of a bot that can send nothing: what commands say is looked at, not what is sent. */
export function silentServices(): Services {
  return {
    botName: '志愿助手',
    zone: ZONE,
    logger: createLogger('silent'),
    keepFile: async () => ({ id: 'file-1' }),
    readFile: async () => undefined,
    linkFile: () => undefined,
    keepAttachments: async () => ({ kept: 0, reasons: [] }),
    reachesPeople: false,
    channels: { incoming: [], outgoing: async () => [], wayFor: async () => undefined },
  };
}
