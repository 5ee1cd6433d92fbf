import type { Directory } from './bot/directory.ts';
import type { Services } from './bot/services.ts';
import { baseUrlOf, type Config, filesFolder, reachesPeople } from './config.ts';
import { deriveKey } from './data-key.ts';
import type { Database } from './database.ts';
import { keepFile, LINK_MS, readKeptFile, signLink } from './features/file/usecase.ts';
import { createModel } from './llm/client.ts';
import type { Logger } from './logger.ts';

export interface ServicesOptions {
  config: Config;
  database: Database;
  logger: Logger;
  dataKey: Buffer;
}

/** One request to the model; a draft takes a few. */
const MODEL_MS = 60_000;

/** What the features need of the outside. */
export function createServices(
  options: ServicesOptions,
  {
    keepAttachments,
    directory,
    channels,
  }: Pick<Services, 'keepAttachments' | 'channels'> & { directory: Directory | undefined },
): Services {
  const { config, database, logger, dataKey } = options;
  const baseUrl = baseUrlOf(config);
  const linkFile = (id: string, now: Date): string | undefined => {
    const expiresAt = new Date(now.getTime() + LINK_MS);
    return baseUrl === undefined ? undefined : signLink({ key: linkKey(dataKey), baseUrl, id, expiresAt });
  };
  return {
    botName: config.botName,
    zone: config.timezone,
    logger,
    ...(config.openai ? { model: createModel({ ...config.openai, timeoutMs: MODEL_MS }) } : {}),
    ...(directory ? { directory } : {}),
    async keepFile(file, now) {
      const id = await keepFile(database.db, { folder: filesFolder(config), now }, file);
      const link = linkFile(id, now);
      return link === undefined ? { id } : { id, link };
    },
    readFile: (id) => readKeptFile(database.db, filesFolder(config), id),
    linkFile,
    ...(baseUrl !== undefined && directory ? { consoleUrl: baseUrl } : {}),
    keepAttachments,
    reachesPeople: reachesPeople(config),
    channels,
  };
}

/** Signs the links to files. */
export function linkKey(dataKey: Buffer): Buffer {
  return deriveKey(dataKey, 'file-links');
}
