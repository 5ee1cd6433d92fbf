import { randomBytes } from 'node:crypto';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';

export const CREDENTIALS = { token: 'TESTTOKEN', aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG' };
export const CREDENTIALS_ENV = { WECOM_BOT_TOKEN: CREDENTIALS.token, WECOM_BOT_AES_KEY: CREDENTIALS.aesKey };

export interface Sent {
  id: string;
  sender: string;
  text: string;
  chat?: string;
}

/** Posts one signed group message as WeCom does and gives the text of the passive reply. */
export async function postMessage(
  address: string,
  { id, sender, text, chat = 'group-1' }: Sent,
  now: Date,
): Promise<string> {
  const body = {
    msgid: id,
    aibotid: 'bot-1',
    chatid: chat,
    chattype: 'group',
    from: { userid: sender },
    msgtype: 'text',
    text: { content: `@志愿助手 ${text}` },
  };
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const nonce = randomBytes(8).toString('hex');
  const sealed = encrypt(CREDENTIALS.aesKey, JSON.stringify(body), '');
  const signature = getSignature(CREDENTIALS.token, timestamp, nonce, sealed);
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce });
  const response = await fetch(`${address}/wecom/callback?${query}`, {
    method: 'POST',
    body: JSON.stringify({ encrypt: sealed }),
  });
  if (response.status !== 200) throw new Error(`callback answered ${response.status}`);
  const envelope = (await response.json()) as { encrypt: string };
  const reply = JSON.parse(decrypt(CREDENTIALS.aesKey, envelope.encrypt).message) as { stream?: { content?: string } };
  return reply.stream?.content ?? '';
}
