import { type Command, CommanderError } from 'commander';
import { AppError } from '../errors.ts';

/**
 * Runs a package script: exit 0 done, 1 failed with one clear message on stderr, 2 used wrongly.
 * Only the exit code is set, so that what is still open may end.
 */
export async function runScript(program: Command, args: readonly string[] = process.argv.slice(2)): Promise<void> {
  program.exitOverride().configureOutput({ outputError: (text, write) => write(text) });
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
    if (!(error instanceof CommanderError)) console.error(messageOf(error));
  }
}

function exitCodeOf(error: unknown): number {
  if (!(error instanceof CommanderError)) return 1;
  return error.exitCode === 0 ? 0 : 2;
}

function messageOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return `出错了：${error instanceof Error ? error.message : String(error)}`;
}
