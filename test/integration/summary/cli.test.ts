import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { draftSchema } from '../../../src/features/summary/schema.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { openDocx } from '../../support/docx.ts';
import { seedHalfYear } from './seed.ts';

const run = promisify(execFile);
const HALF_YEAR = ['--from', '2025-01-01', '--to', '2025-06-30'];

interface Result {
  code: number;
  stdout: string;
  stderr: string;
}

async function draft(databaseUrl: string, args: string[]): Promise<Result> {
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl, TZ: 'America/New_York', OPENAI_API_KEY: '' };
  try {
    const options = { env, maxBuffer: 1e8 };
    return { code: 0, ...(await run(process.execPath, ['--import', 'tsx', 'src/cli/draft.ts', ...args], options)) };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'stdout' in error && 'stderr' in error)) throw error;
    return { code: Number(error.code), stdout: String(error.stdout), stderr: String(error.stderr) };
  }
}

describeOnDatabases('npm run draft', (database) => {
  const folder = mkdtempSync(join(tmpdir(), 'draft-test-'));
  beforeAll(() => seedHalfYear(database.get().db));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('prints the whole draft as one JSON object', async () => {
    const { code, stdout } = await draft(database.url, [...HALF_YEAR, '--json']);
    expect(code).toBe(0);
    const made = draftSchema.parse(JSON.parse(stdout));
    expect(made.title).toBe('区志愿者协会党支部2025年上半年工作总结');
    expect(made.figures.find((figure) => figure.key === 'personTimes')).toMatchObject({ value: 83, status: 'partial' });
    expect(made.sections[0]?.paragraphs[0]?.figures).toContain('F1');
    expect(made.rejected).toEqual([]);
  });

  it('writes Word and Markdown files', async () => {
    const [word, text] = [join(folder, 'a.docx'), join(folder, 'a.md')];
    expect(await draft(database.url, [...HALF_YEAR, '--out', word])).toMatchObject({ code: 0, stdout: '' });
    expect((await openDocx(readFileSync(word))).paragraphs).toContain('区志愿者协会党支部2025年上半年工作总结');
    expect((await draft(database.url, [...HALF_YEAR, '--out', text])).code).toBe(0);
    expect(readFileSync(text, 'utf8')).toMatch(/^# 区志愿者协会党支部2025年上半年工作总结\n/);
  });

  it.each([
    ['no period', [], 2],
    ['half a period', ['--from', '2025-01-01'], 2],
    ['a day that is none', ['--from', '2025-02-30', '--to', '2025-06-30'], 2],
    ['a period turned round', ['--from', '2025-06-30', '--to', '2025-01-01'], 2],
    ['a file of another kind', [...HALF_YEAR, '--out', 'a.pdf'], 2],
    ['an option it has not', [...HALF_YEAR, '--loud'], 2],
    ['a unit nobody knows', [...HALF_YEAR, '--unit', '火星站'], 1],
    ['a folder that is not there', [...HALF_YEAR, '--out', '/nowhere/a.md'], 1],
  ])('says in one line what is wrong with %s', async (_, args, code) => {
    const result = await draft(database.url, args);
    expect(result).toMatchObject({ code, stdout: '' });
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
  });

  it('explains itself', async () => {
    const { code, stdout } = await draft(database.url, ['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('--unit');
  });
});
