import { z } from 'zod';
import { parse } from '../protocol/parse.ts';
import { cutBytes } from '../protocol/text.ts';
import type { Body } from '../world/log.ts';

const MAX_ARTICLES = 8;
const TITLE_BYTES = 128;
const DESCRIPTION_BYTES = 512;

const newsSchema = z.object({
  articles: z
    .array(
      z
        .object({
          title: z.string().min(1, '不能空'),
          description: z.string().default(''),
          url: z.url({ error: '要写网址' }).optional(),
          /** A mini program instead of an address, for an app. */
          appid: z.string().optional(),
          pagepath: z.string().optional(),
          picurl: z.string().default(''),
        })
        .refine(({ url, appid, pagepath }) => url || (appid && pagepath), { error: '要有 url' }),
    )
    .min(1, '至少 1 条')
    .max(MAX_ARTICLES, `最多 ${MAX_ARTICLES} 条`),
});

/** News as its readers see it: longer titles and descriptions are cut. @throws Violation 40058 */
export function readNews(part: unknown): Body {
  const { articles } = parse(newsSchema, part);
  const paragraphs = articles.map(({ title, description, url = '', picurl }) => {
    const picture = picurl === '' ? [] : [`![](${picurl})`];
    const head = `[${cutBytes(title, TITLE_BYTES)}](${url})`;
    return [head, ...picture, cutBytes(description, DESCRIPTION_BYTES)].filter(Boolean).join('\n');
  });
  return { kind: 'markdown', text: paragraphs.join('\n\n') };
}
