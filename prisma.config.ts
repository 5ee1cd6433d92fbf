// For people who have Prisma's own engine: `prisma migrate` and `prisma studio` on the same database.
// The engine is not needed here, and its download is not tried (the command line asks for it even to generate).
import { defineConfig } from 'prisma/config';

process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

const url = process.env.DATABASE_URL ?? 'file:./data/bot.db';
const isPostgres = url.startsWith('postgres');

export default defineConfig({
  schema: isPostgres ? 'src/generated/postgresql.prisma' : 'prisma/schema.prisma',
  migrations: { path: `prisma/migrations/${isPostgres ? 'postgresql' : 'sqlite'}` },
  datasource: { url },
});
