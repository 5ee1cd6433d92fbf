import { z } from 'zod';
import type { Place } from '../../protocol/callback.ts';
import { readCard } from '../../protocol/card.ts';
import { parse } from '../../protocol/parse.ts';
import { feedbackSchema } from '../../protocol/reply.ts';
import { bytes } from '../../protocol/text.ts';
import { showMentions } from '../../world/people.ts';
import type { SocketWorld } from './call.ts';

const medium = z.object({ media_id: z.string() });

// https://developer.work.weixin.qq.com/document/path/101463
const contentSchema = z.discriminatedUnion(
  'msgtype',
  [
    z.object({
      msgtype: z.literal('markdown'),
      markdown: z.object({ content: bytes(20_480).min(1, '不能空'), feedback: feedbackSchema }),
    }),
    z.object({ msgtype: z.literal('template_card'), template_card: z.unknown() }),
    z.object({ msgtype: z.literal('file'), file: medium }),
    z.object({ msgtype: z.literal('image'), image: medium }),
    z.object({ msgtype: z.literal('voice'), voice: medium }),
    z.object({
      msgtype: z.literal('video'),
      video: medium.extend({ title: bytes(128).optional(), description: bytes(512).optional() }),
    }),
  ],
  { error: '这里的 msgtype 只能是 markdown、template_card、file、image、voice 或 video' },
);

/**
 * Shows a message that is no stream. `cause`: msgid of what it answers; absent for an active send.
 * @throws Violation; nothing is shown then.
 */
export function showContent(world: SocketWorld, body: unknown, place: Place, cause?: string): void {
  const content = parse(contentSchema, body);
  const where = { place, author: { kind: 'bot', name: world.botName } as const };
  if (content.msgtype === 'template_card') {
    world.presenter.showCard(readCard(content.template_card), where, cause);
  } else if (content.msgtype === 'markdown') {
    const { content: text, feedback } = content.markdown;
    const about = feedback ? { feedbackId: feedback.id } : {};
    world.log.add({ ...where, ...about, body: { kind: 'markdown', text: showMentions(text) } }, cause);
  } else {
    world.log.add({ ...where, body: world.uploads.show(content.msgtype, mediaIdOf(content)) }, cause);
  }
}

type MediaContent = Extract<z.infer<typeof contentSchema>, { msgtype: 'file' | 'image' | 'voice' | 'video' }>;

function mediaIdOf(content: MediaContent): string {
  switch (content.msgtype) {
    case 'file':
      return content.file.media_id;
    case 'image':
      return content.image.media_id;
    case 'voice':
      return content.voice.media_id;
    case 'video':
      return content.video.media_id;
  }
}
