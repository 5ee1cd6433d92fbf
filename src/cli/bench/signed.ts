import { randomBytes } from 'node:crypto';
import { encrypt, getSignature } from '@wecom/crypto';

export interface Credentials {
  token: string;
  aesKey: string;
}

export function makeCredentials(): Credentials {
  const aesKey = randomBytes(48)
    .toString('base64')
    .replace(/[^0-9A-Za-z]/g, 'a')
    .slice(0, 43);
  return { token: randomBytes(16).toString('hex'), aesKey };
}

export interface SignedRequest {
  path: string;
  body: string;
}

/** One text message in a group, as WeCom would post it; made before the clock runs. */
export function signMessage(
  { token, aesKey }: Credentials,
  message: { id: string; sender: string; text: string },
): SignedRequest {
  const plain = JSON.stringify({
    msgid: message.id,
    aibotid: 'bench',
    chatid: 'bench-group',
    chattype: 'group',
    from: { userid: message.sender },
    msgtype: 'text',
    text: { content: message.text },
  });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomBytes(8).toString('hex');
  const sealed = encrypt(aesKey, plain, '');
  const signature = getSignature(token, timestamp, nonce, sealed);
  const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce });
  return { path: `/wecom/callback?${query}`, body: JSON.stringify({ encrypt: sealed }) };
}
