import { describe, expect, it } from 'vitest';
import { createLog } from '../../../src/playground/world/log.ts';
import { createMediaStore } from '../../../src/playground/world/media.ts';
import { showMentions } from '../../../src/playground/world/people.ts';
import { toWallTime, wallDay } from '../../../src/playground/world/wall-time.ts';

const now = () => new Date('2026-06-01T16:30:00Z');
const entry = (text: string) => ({
  place: { chat: 'group-1' },
  author: { kind: 'bot', name: '志愿助手' } as const,
  body: { kind: 'text', text } as const,
});

describe('what is kept', () => {
  it('is the newest messages, in their order even where one changes', () => {
    const log = createLog(now, 3);
    const [first, second] = ['一', '二', '三', '四'].map((text) => log.add(entry(text)));
    log.replace(second?.id ?? '', { body: { kind: 'text', text: '改' } });
    log.replace(first?.id ?? '', { body: { kind: 'text', text: '早忘了' } });
    expect(log.since(0).entries.map(({ body }) => body.text)).toEqual(['改', '三', '四']);
  });

  it('is the newest files, and always the last', () => {
    const media = createMediaStore(10);
    const [first, second, third] = [6, 6, 20].map((size) =>
      media.keep({ name: 'a', data: Buffer.alloc(size), uploadedAt: now() }),
    );
    expect([first, second, third].map((file) => media.find(file?.id ?? '') === file)).toEqual([false, false, true]);
  });
});

describe('what is shown', () => {
  it('has the time of China, whatever the host’s zone', () => {
    expect(toWallTime(now())).toBe('2026-06-02T00:30:00+08:00');
    expect(wallDay(now())).toBe('2026-06-02');
  });

  it('has names for mentions', () => {
    expect(showMentions('请 <@wangfang> 和 <@nobody> 看，<b>不变</b>')).toBe('请 @王芳 和 @nobody 看，<b>不变</b>');
  });
});
