import { splitBytes } from '../limits.ts';

const MAX_TEXT_BYTES = 2048;
const MAX_MARKDOWN_BYTES = 4096;

/** A file as it goes to the group; more than 5 bytes, at most 20 MB. */
export interface GroupFile {
  name: string;
  bytes: Uint8Array;
}

/** One message of a group robot. */
export type GroupMessage =
  | { msgtype: 'text'; text: { content: string; mentioned_list?: string[] } }
  | { msgtype: 'markdown'; markdown: { content: string } }
  | { msgtype: 'file'; file: GroupFile };

/** As many messages as the limit of 2048 bytes asks for; the last one mentions `mentions` (userids or `@all`). */
export function textMessages(text: string, mentions: readonly string[] = []): GroupMessage[] {
  const pieces = splitBytes(text, MAX_TEXT_BYTES);
  return pieces.map((content, i) => {
    const isMentioning = i === pieces.length - 1 && mentions.length > 0;
    return { msgtype: 'text', text: { content, ...(isMentioning ? { mentioned_list: [...mentions] } : {}) } };
  });
}

/** As many messages as the limit of 4096 bytes asks for. */
export function markdownMessages(markdown: string): GroupMessage[] {
  return splitBytes(markdown, MAX_MARKDOWN_BYTES).map((content) => ({ msgtype: 'markdown', markdown: { content } }));
}
