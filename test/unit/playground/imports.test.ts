import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve('src/playground');

it('the stand-in imports nothing of the bot, nor its cryptography', () => {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf-8' }).filter((path) => path.endsWith('.ts'));
  const imports = files.flatMap((path) => {
    const text = readFileSync(join(ROOT, path), 'utf-8');
    return [...text.matchAll(/from '([^']+)'/g)].map(([, target = '']) =>
      target.startsWith('.') ? resolve(ROOT, dirname(path), target) : target,
    );
  });
  expect(imports.length).toBeGreaterThan(50);
  expect(imports.filter((target) => target.startsWith('/') && !target.startsWith(`${ROOT}/`))).toEqual([]);
  expect(imports).not.toContain('@wecom/crypto');
});
