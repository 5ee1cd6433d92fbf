// The ceiling of `npm run bench`: what the same cryptography and the same durable commit cost by themselves.
// A bare Koa handler, one prepared better-sqlite3 transaction that writes the message and the registration.
import { timingSafeEqual } from 'node:crypto';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import Database from 'better-sqlite3';
import Koa from 'koa';
import getRawBody from 'raw-body';

const [file = '', port = '', token = '', aesKey = ''] = process.argv.slice(2);

const database = new Database(file);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(`
  CREATE TABLE message (id INTEGER PRIMARY KEY, key TEXT UNIQUE, sender TEXT, text TEXT, reply TEXT);
  CREATE TABLE registration (id INTEGER PRIMARY KEY, activity INTEGER, sender TEXT, UNIQUE (activity, sender));
`);
const insertMessage = database.prepare('INSERT INTO message (key, sender, text, reply) VALUES (?, ?, ?, ?)');
const insertRegistration = database.prepare('INSERT INTO registration (activity, sender) VALUES (1, ?)');
const store = database.transaction((key: string, sender: string, text: string, reply: string) => {
  insertMessage.run(key, sender, text, reply);
  insertRegistration.run(sender);
});

const app = new Koa();
app.use(async (ctx) => {
  // Asked without a body whether the server listens: any answer tells.
  if (ctx.method === 'GET') return;
  const { msg_signature, timestamp, nonce } = ctx.query as Record<string, string>;
  const body = JSON.parse(await getRawBody(ctx.req, { encoding: 'utf8', limit: '1mb' })) as { encrypt: string };
  const expected = getSignature(token, timestamp ?? '', nonce ?? '', body.encrypt);
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(msg_signature ?? ''))) ctx.throw(403);
  const message = JSON.parse(decrypt(aesKey, body.encrypt).message);
  const reply = JSON.stringify({
    msgtype: 'stream',
    stream: { id: message.msgid, finish: true, content: `已为${message.from.userid}报名` },
  });
  store(message.msgid, message.from.userid, message.text.content, reply);
  const sealed = encrypt(aesKey, reply, '');
  const at = Math.floor(Date.now() / 1000);
  ctx.body = { encrypt: sealed, msgsignature: getSignature(token, at, nonce ?? '', sealed), timestamp: at, nonce };
});
app.listen(Number(port), '127.0.0.1', () => console.log('listening'));
