import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Shown, startTestApp, type TestApp, textOf } from '../../support/app.ts';
import { describeOnDatabases } from '../../support/database.ts';
import { openDocx } from '../../support/docx.ts';
import { type Answer, type ModelServer, startModelServer } from '../../support/model-server.ts';
import { seedHalfYear, TODAY } from './seed.ts';

/** The stand-in's own people; `zhaomin` and `chenjing` may summarise in a trial. */
const HALF_YEAR = '生成上半年总结';
const QUARTER = '生成第一季度总结';

describeOnDatabases('a summary asked for in the group', (database) => {
  let app: TestApp;
  let server: ModelServer;
  let answer: () => Answer | Promise<Answer> = () => ({ status: 400, body: '{}' });
  beforeAll(async () => {
    await seedHalfYear(database.get().db);
    server = await startModelServer(() => answer());
    const env = { OPENAI_API_KEY: 'test', OPENAI_BASE_URL: server.baseUrl, OPENAI_MODEL: 'stand-in' };
    app = await startTestApp({ databaseUrl: database.url, now: `${TODAY}T10:00:00+08:00`, env, waitsForPushes: true });
  });
  afterAll(async () => {
    await app.stop();
    await server.close();
  });

  it('comes by rule where the model is down, says so, and brings the file', async () => {
    const shown = await app.say('zhaomin', HALF_YEAR);
    const text = textOf(shown);
    expect(text).toContain('**区志愿者协会党支部2025年上半年工作总结** 起草好了。');
    expect(text).toContain('这一稿按固定格式写成（模型没有给出回答：服务返回 400），数据不受影响。');
    expect(await openFile(app, shown)).toContain('区志愿者协会党支部2025年上半年工作总结');
    expect(await openLink(text)).toContain('区志愿者协会党支部2025年上半年工作总结');
  });

  it('shows how far it is while the model writes', async () => {
    const states = await followStates(app);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    answer = async () => {
      await held;
      return { status: 400, body: '{}' };
    };
    const asked = app.say('zhaomin', HALF_YEAR);
    await states.until('数据已统计完。正在写第1部分');
    release();
    await asked;
    states.close();
    expect(states.seen()).toContain('正在起草2025年上半年工作总结…');
  });

  it('is not mixed with another asked for at the same time', async () => {
    let release = (): void => undefined;
    const both = new Promise<void>((resolve) => {
      release = resolve;
    });
    let count = 0;
    // Neither is answered before both are asked.
    answer = async () => {
      count += 1;
      if (count === 2) release();
      await both;
      return { status: 404, body: '{}' };
    };
    const [half, quarter] = await Promise.all([app.say('zhaomin', HALF_YEAR), app.say('chenjing', QUARTER, 'group-2')]);
    expect(textOf(half)).toContain('2025年上半年工作总结');
    expect(textOf(half)).not.toContain('第一季度');
    expect(textOf(quarter)).toContain('2025年第一季度工作总结');
    expect(textOf(quarter)).not.toContain('上半年');
    expect(await openFile(app, half)).toContain('区志愿者协会党支部2025年上半年工作总结');
    expect(await openFile(app, quarter)).toContain('区志愿者协会党支部2025年第一季度工作总结');
    const sources = await Promise.all([app.ask('zhaomin', '出处'), app.ask('chenjing', '出处', 'group-2')]);
    expect(sources[0]).toContain('2025年上半年');
    expect(sources[1]).toContain('2025年第一季度');
  });
});

/** Paragraphs of the Word file that the robot put into the group. */
async function openFile(app: TestApp, shown: Shown[]): Promise<string[]> {
  const file = shown.find(({ kind }) => kind === 'file');
  if (!file?.url) throw new Error(`no file in ${JSON.stringify(shown)}`);
  return readDocx(new URL(file.url, app.address));
}

async function openLink(text: string): Promise<string[]> {
  const link = /\[打开 Word 文件\]\((\S+)\)/.exec(text)?.[1];
  if (!link) throw new Error(`no link in ${text}`);
  return readDocx(new URL(link));
}

async function readDocx(url: URL): Promise<string[]> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return (await openDocx(new Uint8Array(await response.arrayBuffer()))).paragraphs;
}

/** Everything the group has shown, from now on. */
async function followStates(app: TestApp) {
  const closing = new AbortController();
  const response = await fetch(`${app.address}/playground/events`, { signal: closing.signal });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let seen = '';
  return {
    seen: () => seen,
    async until(text: string): Promise<void> {
      while (!seen.includes(text)) {
        const { value, done } = (await reader?.read()) ?? { value: undefined, done: true };
        if (done) throw new Error(`never shown: ${text}`);
        seen += value ?? '';
      }
    },
    close: () => closing.abort(),
  };
}
