import type { Services } from '../../src/bot/services.ts';
import { createLogger } from '../../src/logger.ts';

/** What features need of the outside, where nothing of it is used. */
export const SERVICES: Services = {
  botName: '志愿助手',
  zone: 'Asia/Shanghai',
  logger: createLogger('silent'),
  keepFile: async () => ({ id: 'file-1' }),
  readFile: async () => undefined,
  linkFile: () => undefined,
  keepAttachments: async () => ({ kept: 0, reasons: [] }),
  reachesPeople: false,
  channels: { incoming: [], outgoing: async () => [], wayFor: async () => undefined },
};
