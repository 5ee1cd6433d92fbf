import { sealData, unsealData } from 'iron-session';
import type { Context } from 'koa';
import { z } from 'zod';

const PATH = '/console';

/** A cookie whose content only we can read and write, for a time. */
export interface SealedCookie<T> {
  /** Undefined where there is none, or it is forged, or its time is over. */
  read(ctx: Context): Promise<T | undefined>;
  write(ctx: Context, content: T): Promise<void>;
  clear(ctx: Context): void;
}

export interface CookieOptions<T> {
  name: string;
  schema: z.ZodType<T>;
  lifeMs: number;
  /** 32 bytes. */
  key: Buffer;
  now(): Date;
  /** Whether people come by https. */
  isSecure: boolean;
}

export function sealedCookie<T>(options: CookieOptions<T>): SealedCookie<T> {
  const { name, schema, lifeMs, now } = options;
  const password = options.key.toString('hex');
  const kept = z.object({ content: schema, until: z.number() });

  function set(ctx: Context, value: string | null, maxAge: number): void {
    // Behind a proxy the connection to us is plain, though people come by https.
    ctx.cookies.secure = options.isSecure;
    const attributes = {
      path: PATH,
      httpOnly: true,
      sameSite: 'lax',
      secure: options.isSecure,
      signed: false,
    } as const;
    ctx.cookies.set(name, value, { ...attributes, maxAge, overwrite: true });
  }

  return {
    async read(ctx) {
      const seal = ctx.cookies.get(name, { signed: false });
      if (seal === undefined || seal === '') return undefined;
      // Our own clock decides how long it holds, not the library's.
      const opened = await unsealData(seal, { password, ttl: 0 }).catch(() => undefined);
      const parsed = kept.safeParse(opened);
      return parsed.success && parsed.data.until > now().getTime() ? parsed.data.content : undefined;
    },
    async write(ctx, content) {
      const until = now().getTime() + lifeMs;
      set(ctx, await sealData({ content, until }, { password, ttl: 0 }), lifeMs);
    },
    clear: (ctx) => set(ctx, null, 0),
  };
}
