import { loadConfig } from './config.ts';
import { AppError } from './errors.ts';
import { runBot } from './serve.ts';

try {
  await runBot(loadConfig());
} catch (error) {
  console.error(error instanceof AppError ? error.message : error);
  process.exit(1);
}
