import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Koa from 'koa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fileRouter } from '../../src/features/file/page.ts';
import { keepFile, LINK_MS, readKeptFile, signLink } from '../../src/features/file/usecase.ts';
import { describeOnDatabases } from '../support/database.ts';

const NOW = new Date('2026-06-04T12:00:00Z');
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const FILE = { name: '2026年上半年工作总结.docx', mime: WORD, bytes: Buffer.from('PK 总结') };

describeOnDatabases('files by signed link', (database) => {
  const key = randomBytes(32);
  const folder = mkdtempSync(join(tmpdir(), 'bot-files-'));
  let now = NOW;
  let server: Server;
  let baseUrl: string;

  beforeAll(async () => {
    const koa = new Koa();
    koa.use(fileRouter({ database: database.get(), folder, key, now: () => now }).routes());
    server = createServer(koa.callback());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (!address || typeof address === 'string') throw new Error('no port');
    baseUrl = `http://127.0.0.1:${address.port}`;
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  async function keepAndSign(): Promise<{ id: string; link: string }> {
    const id = await keepFile(database.get().db, { folder, now: NOW }, FILE);
    return { id, link: signLink({ key, baseUrl, id, expiresAt: new Date(NOW.getTime() + LINK_MS) }) };
  }

  it('keeps the bytes and gives them back with their name', async () => {
    const { id, link } = await keepAndSign();
    expect(readFileSync(join(folder, id))).toEqual(FILE.bytes);
    const response = await fetch(link);
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(FILE.bytes);
    expect(response.headers.get('content-type')).toBe(WORD);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const disposition = response.headers.get('content-disposition') ?? '';
    expect(disposition).toContain('attachment');
    expect(disposition).toContain(`filename*=UTF-8''${encodeURIComponent(FILE.name)}`);
  });

  it('opens for seven days and not longer', async () => {
    const { link } = await keepAndSign();
    now = new Date(NOW.getTime() + LINK_MS - 1000);
    expect((await fetch(link)).status).toBe(200);
    now = new Date(NOW.getTime() + LINK_MS);
    const late = await fetch(link);
    now = NOW;
    expect(late.status).toBe(403);
    expect(await late.text()).toContain('已经过期');
  });

  it('refuses a changed id, time or signature, and what is missing', async () => {
    const { id, link } = await keepAndSign();
    const other = await keepAndSign();
    const url = new URL(link);
    const changed = (change: (made: URL) => void) => {
      const made = new URL(url);
      change(made);
      return fetch(made);
    };
    const refused = await Promise.all([
      changed((made) => {
        made.pathname = `/files/${other.id}`;
      }),
      changed((made) => made.searchParams.set('expires', String(Number(url.searchParams.get('expires')) + 1))),
      changed((made) => made.searchParams.set('expires', 'NaN')),
      changed((made) => made.searchParams.set('signature', '')),
      changed((made) => made.searchParams.append('signature', url.searchParams.get('signature') ?? '')),
      changed((made) => made.searchParams.delete('signature')),
      fetch(`${baseUrl}/files/${id}`),
      fetch(`${baseUrl}/files/..%2F..%2Fetc%2Fpasswd?expires=9999999999&signature=x`),
    ]);
    expect(refused.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 403));
  });

  it('says that a file is gone, whether its bytes are missing or changed', async () => {
    const { db } = database.get();
    const { id, link } = await keepAndSign();
    writeFileSync(join(folder, id), 'something else');
    expect((await fetch(link)).status).toBe(404);
    rmSync(join(folder, id));
    expect((await fetch(link)).status).toBe(404);
    expect(await readKeptFile(db, folder, id)).toBeUndefined();
    expect(await readKeptFile(db, folder, 'unknown')).toBeUndefined();
  });

  it('leaves no row where the bytes could not be written', async () => {
    const { db } = database.get();
    const before = await db.storedFile.count();
    const blocked = join(folder, 'blocked');
    writeFileSync(blocked, '');
    await expect(keepFile(db, { folder: blocked, now: NOW }, FILE)).rejects.toThrow();
    expect(await db.storedFile.count()).toBe(before);
  });
});
