import type { Body } from '../../world/log.ts';
import type { MediaStore } from '../../world/media.ts';
import type { AppMedia } from '../media.ts';
import type { AppContent } from './write.ts';

/** As the app is told of it; undefined for what does not reach an app. */
export function contentOf(
  body: Body,
  world: { store: MediaStore; media: AppMedia; origin: () => string },
): AppContent | undefined {
  switch (body.kind) {
    case 'text':
      return { kind: 'text', text: body.text };
    case 'voice': {
      // What was said stands in for its sound.
      const data = Buffer.from(`#!AMR\n${body.text}`);
      return { kind: 'voice', mediaId: world.media.receive('voice', { name: '语音.amr', data }) };
    }
    case 'image':
    case 'video': {
      const medium = world.store.findAt(body.url);
      if (!medium) return undefined;
      const mediaId = world.media.receive(body.kind, medium);
      return body.kind === 'video'
        ? { kind: 'video', mediaId }
        : { kind: 'image', mediaId, url: world.origin() + body.url };
    }
    default:
      return undefined;
  }
}
