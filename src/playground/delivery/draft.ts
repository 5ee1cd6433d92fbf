import type { Content, MixedItem } from '../protocol/content.ts';
import { type Body, briefOf } from '../world/log.ts';
import { type MediaStore, urlOf } from '../world/media.ts';
import type { MediaHost } from '../world/media-host.ts';

export interface SentFile {
  name: string;
  data: Buffer;
}

/** What somebody is about to send. */
export type Draft =
  | { kind: 'text' | 'voice'; text: string }
  | { kind: 'mixed'; items: ({ text: string } | { image: SentFile })[] }
  | { kind: 'image' | 'file' | 'video'; file: SentFile };

/** As it is shown in the chat; files are kept. */
export function showDraft(draft: Draft, media: MediaStore, now: Date): Body {
  const keep = (file: SentFile) => urlOf(media.keep({ ...file, uploadedAt: now }));
  switch (draft.kind) {
    case 'mixed': {
      const items = draft.items.map((item) => ('text' in item ? item : { url: keep(item.image) }));
      const text = items.map((item) => ('text' in item ? item.text : '［图片］')).join('\n');
      return { kind: 'mixed', text, items };
    }
    case 'image':
      return { kind: 'image', text: '［图片］', url: keep(draft.file) };
    case 'file':
    case 'video': {
      const { name, data } = draft.file;
      return { kind: draft.kind, text: name, name, url: keep(draft.file), size: data.length };
    }
    default:
      return draft;
  }
}

/** As the bot is told of it; what is in no kind of message for bots is told in words. */
export function contentOf(body: Body, media: MediaStore, host: MediaHost): Content {
  const publish = (url: string) => {
    const medium = media.findAt(url);
    return medium && host.publish(medium);
  };
  switch (body.kind) {
    case 'voice':
      return { kind: 'voice', text: body.text };
    case 'mixed': {
      const items = body.items.flatMap((item): MixedItem[] => {
        if ('text' in item) return [item];
        const image = publish(item.url);
        return image ? [{ image }] : [];
      });
      return { kind: 'mixed', items };
    }
    case 'image':
    case 'file':
    case 'video': {
      const address = publish(body.url);
      return address ? { kind: body.kind, media: address } : { kind: 'text', text: briefOf(body) };
    }
    default:
      return { kind: 'text', text: body.text };
  }
}
