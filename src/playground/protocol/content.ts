/** Where the bytes are; `aeskey` (base64) on the long connection only, where each address has a key of its own. */
export interface MediaAddress {
  url: string;
  aeskey?: string;
}

export type MixedItem = { text: string } | { image: MediaAddress };

/** What a person can send to an AI bot: https://developer.work.weixin.qq.com/document/path/100719 */
export type Content =
  | { kind: 'text'; text: string }
  /** `text` is what was recognised of the speech. */
  | { kind: 'voice'; text: string }
  | { kind: 'mixed'; items: MixedItem[] }
  | { kind: 'image' | 'file' | 'video'; media: MediaAddress };

/** `msgtype` and the part named after it, as in a callback and in its `quote`. */
export function contentPart(content: Content): Record<string, unknown> {
  switch (content.kind) {
    case 'text':
    case 'voice':
      return { msgtype: content.kind, [content.kind]: { content: content.text } };
    case 'mixed':
      return { msgtype: 'mixed', mixed: { msg_item: content.items.map(itemPart) } };
    default:
      return { msgtype: content.kind, [content.kind]: content.media };
  }
}

function itemPart(item: MixedItem): Record<string, unknown> {
  return 'text' in item ? { msgtype: 'text', text: { content: item.text } } : { msgtype: 'image', image: item.image };
}
