import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import { expect, it } from 'vitest';
import { diffMigrations } from '../../src/migrate.ts';
import { describeOnDatabases } from '../support/database.ts';

describeOnDatabases('migrations', (database) => {
  it('lead exactly to the models of schema.prisma', async () => {
    const { provider, db } = database.get();
    if (provider === 'sqlite') {
      expect(await diffMigrations(new PrismaBetterSqlite3({ url: ':memory:' }), provider)).toBe('');
      return;
    }
    // The engine replays the history where it is connected to: an empty database of its own.
    await db.$executeRawUnsafe('CREATE DATABASE drift_check');
    try {
      const connectionString = database.url.replace(/\/[^/]*$/, '/drift_check');
      expect(await diffMigrations(new PrismaPg({ connectionString }), provider)).toBe('');
    } finally {
      await db.$executeRawUnsafe('DROP DATABASE drift_check WITH (FORCE)');
    }
  });

  it('roll back the whole transaction when its work fails', async () => {
    const { db, transaction } = database.get();
    const failing = transaction(async (tx) => {
      await tx.unit.create({ data: { name: '城区站' } });
      throw new Error('half done');
    });
    await expect(failing).rejects.toThrow('half done');
    expect(await db.unit.count()).toBe(0);
  });
});
