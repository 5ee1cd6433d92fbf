import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const TSX = import.meta.resolve('tsx');
/** Root without the right to pass over permissions; of util-linux. */
const UNPRIVILEGED = ['setpriv', '--bounding-set=-all', '--inh-caps=-all'];

export interface BotProcess {
  /** As a power cut would. */
  kill(): Promise<void>;
  /** Asked to stop; gives the exit code. */
  terminate(): Promise<number | null>;
}

const MAIN = [process.execPath, '--import', TSX, join(ROOT, 'src/main.ts')];

/** What `npm start` runs, or `command`, as a process of its own; resolves once it answers. */
export async function startBotProcess(
  port: number,
  env: Record<string, string>,
  [command = '', ...args] = MAIN,
): Promise<BotProcess> {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), LOG_LEVEL: 'silent', ...env },
    stdio: 'ignore',
  });
  await untilReady(`http://127.0.0.1:${port}/readyz`, child);
  return {
    kill: () => end(child, 'SIGKILL').then(() => undefined),
    terminate: () => end(child, 'SIGTERM'),
  };
}

export interface ScriptOptions {
  args?: string[];
  env?: Record<string, string>;
  input?: string;
  /** Working folder; the project's where absent. */
  cwd?: string;
  /** Permissions hold for the process even where the tests run as root. */
  isBoundByPermissions?: boolean;
}

/** Runs one of the scripts to its end. */
export function runScript(
  script: string,
  { args = [], env = {}, input, cwd = ROOT, isBoundByPermissions = false }: ScriptOptions = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const withoutPower = isBoundByPermissions && process.getuid?.() === 0 ? UNPRIVILEGED : [];
  const [command = '', ...words] = [...withoutPower, process.execPath, '--import', TSX, join(ROOT, script), ...args];
  const child = spawn(command, words, { cwd, env: { ...process.env, ...env } });
  child.stdin.end(input ?? '');
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...output })));
}

export interface Webhook {
  address: string;
  /** Resolves with the body of the next request, which is answered with `errcode`; undefined: left hanging. */
  next(errcode: number | undefined): Promise<unknown>;
  close(): Promise<void>;
}

/** WeCom's group robot: what arrives waits until the test asks for it. */
export async function startWebhook(port: number): Promise<Webhook> {
  const arrived: ((errcode: number | undefined) => unknown)[] = [];
  const waiting: ((take: (errcode: number | undefined) => unknown) => void)[] = [];
  const server: Server = createServer(async (request, response) => {
    const body: unknown = JSON.parse(await readText(request));
    const take = (errcode: number | undefined) => {
      if (errcode !== undefined) response.end(JSON.stringify({ errcode, errmsg: 'test' }));
      return body;
    };
    const waiter = waiting.shift();
    if (waiter) waiter(take);
    else arrived.push(take);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${port}`,
    async next(errcode) {
      const take =
        arrived.shift() ??
        (await new Promise<(errcode: number | undefined) => unknown>((resolve) => waiting.push(resolve)));
      return take(errcode);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const isReady = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the bot ended with ${child.exitCode} before it was ready`);
}
