// Makes both Prisma clients (src/generated/sqlite, src/generated/postgresql) from prisma/schema.prisma.
// Runs after `npm ci`, so it is plain JavaScript and needs nothing but the installed packages.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const generated = join(root, 'src/generated');
mkdirSync(generated, { recursive: true });

const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8');
const twin = schema
  .replace('provider = "sqlite"', 'provider = "postgresql"')
  .replace('"../src/generated/sqlite"', '"./postgresql"');
const twinPath = join(generated, 'postgresql.prisma');
writeFileSync(twinPath, twin);

const cli = createRequire(import.meta.url).resolve('prisma/build/index.js');
for (const path of [join(root, 'prisma/schema.prisma'), twinPath]) {
  execFileSync(process.execPath, [cli, 'generate', '--schema', path, '--no-hints'], {
    cwd: root,
    stdio: ['ignore', process.env.DEBUG ? 'inherit' : 'ignore', 'inherit'],
    env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
  });
}
