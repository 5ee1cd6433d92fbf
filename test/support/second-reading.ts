import type { LateContext } from '../../src/bot/command.ts';
import { createFeatures } from '../../src/features/index.ts';
import { createModel } from '../../src/llm/client.ts';
import { createLogger } from '../../src/logger.ts';
import type { TestDatabase } from './database.ts';
import type { ModelServer } from './model-server.ts';
import { SERVICES } from './services.ts';

/** The second reading by the model at `server`, of every command there is; `logged` gets its lines. */
export function startReading({ baseUrl }: Pick<ModelServer, 'baseUrl'>, logged: string[] = []) {
  const logger = createLogger('info', { write: (line) => void logged.push(line) });
  const model = createModel({ apiKey: 'test', baseUrl, model: 'stand-in' });
  const features = createFeatures({ ...SERVICES, logger, model }, []);
  const job = features.flatMap(({ lateJobs = [] }) => lateJobs).find(({ kind }) => kind === 'second-reading');
  const askModel = features.find((feature) => feature.askModel)?.askModel;
  if (!job || !askModel) throw new Error('a feature reads a second time');
  return { job, askModel };
}

export function lateContext(database: TestDatabase, now: Date): LateContext {
  return {
    database: database.get(),
    now: () => now,
    zone: SERVICES.zone,
    chatId: 'group-1',
    userid: 'liqiang',
    messageId: 1,
    progress: async () => undefined,
  };
}
