import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/database.ts';
import { onServer, urlOnServer } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A file with every migration applied, which nobody has open. */
    sqliteTemplate: string;
    /** The same as a database on the server; undefined where there is no server. */
    postgresTemplate: string | undefined;
  }
}

/** Applies the migrations once for the whole run: a test's database begins as a copy. */
export default async function makeTemplates({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'bot-template-'));
  const file = join(folder, 'bot.db');
  await migrate(`file:${file}`);
  provide('sqliteTemplate', file);
  const name = await makePostgresTemplate();
  provide('postgresTemplate', name);
  return async () => {
    rmSync(folder, { recursive: true, force: true });
    if (name) await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
}

async function makePostgresTemplate(): Promise<string | undefined> {
  const hasServer = await onServer('SELECT 1').then(
    () => true,
    () => false,
  );
  if (!hasServer) return undefined;
  const name = `template_${randomUUID().replaceAll('-', '')}`;
  await onServer(`CREATE DATABASE ${name}`);
  await migrate(urlOnServer(name));
  return name;
}

async function migrate(url: string): Promise<void> {
  await (await openDatabase(url)).close();
}
