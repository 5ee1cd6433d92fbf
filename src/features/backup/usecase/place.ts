import { providerOf } from '../../../database.ts';
import { postgresStore } from '../store/postgresql.ts';
import { sqliteStore } from '../store/sqlite.ts';
import type { BackupPlace, DatabaseStore } from '../types.ts';

/** The database of an installation, whichever of the two it is. */
export function storeOf({ databaseUrl, dataFolder }: BackupPlace): DatabaseStore {
  return providerOf(databaseUrl) === 'sqlite' ? sqliteStore(databaseUrl) : postgresStore(databaseUrl, dataFolder);
}
