import { z } from 'zod';
import { type Envelope, type Keys, openSigned } from '../../protocol/envelope.ts';
import { Violation } from '../../protocol/violation.ts';
import { buildXml, parseXml } from './xml.ts';

const replySchema = z.object({
  Encrypt: z.string(),
  MsgSignature: z.string(),
  TimeStamp: z.string().regex(/^\d+$/),
  Nonce: z.string(),
});

/** An app's: https://developer.work.weixin.qq.com/document/path/90238 */
export function xmlEnvelope({ corpId, agentId, ...keys }: Keys & { corpId: string; agentId: number }): Envelope {
  const receivingKeys = { ...keys, receiveId: corpId };
  return {
    contentType: 'text/xml',
    keys: receivingKeys,
    write: (encrypted) => buildXml({ ToUserName: corpId, AgentID: String(agentId), Encrypt: encrypted }),
    open(nonce, body) {
      if (body === '') return undefined;
      const parsed = replySchema.safeParse(parseXml(body));
      if (!parsed.success) throw new Violation('应答要有 Encrypt、MsgSignature、TimeStamp（秒）和 Nonce 四项');
      const { Encrypt: encrypted, MsgSignature: signature, TimeStamp: timestamp, Nonce } = parsed.data;
      return withoutTime(parseXml(openSigned(receivingKeys, nonce, { encrypted, signature, timestamp, nonce: Nonce })));
    },
  };
}

/** When a reply was made may differ between two answers to the same message; nothing else may. */
function withoutTime({ CreateTime, ...fields }: Record<string, unknown>): Record<string, unknown> {
  if (typeof CreateTime !== 'string' || !/^\d{1,12}$/.test(CreateTime))
    throw new Violation('应答里的 CreateTime 要写秒数');
  return fields;
}
