import { z } from 'zod';
import { bytes, cut, firstFault } from './text.ts';
import { Violation } from './violation.ts';

/** A template card as the client shows it: texts cut to what fits. */
export interface CardBody {
  kind: 'card';
  /** The whole card in words. */
  text: string;
  cardType: string;
  /** Absent on a card that cannot be clicked. */
  taskId?: string;
  source?: string;
  title: string;
  description: string;
  emphasis?: { title: string; description: string };
  quote?: string;
  detail?: string;
  facts: { label: string; value: string }[];
  buttons: { text: string; key: string; style: number }[];
  links: { text: string; url: string }[];
}

const maybe = z.string().default('');
const linkSchema = z.object({ type: z.int().optional(), title: maybe, url: z.string().optional() });

// https://developer.work.weixin.qq.com/document/path/101032
const cardSchema = z.object({
  card_type: z.enum(['text_notice', 'news_notice', 'button_interaction'], {
    error: '替身只认 text_notice、news_notice、button_interaction 三种卡片',
  }),
  source: z.object({ desc: maybe }).optional(),
  main_title: z.object({ title: maybe, desc: maybe }).optional(),
  emphasis_content: z.object({ title: maybe, desc: maybe }).optional(),
  quote_area: z.object({ title: maybe, quote_text: maybe }).optional(),
  sub_title_text: z.string().optional(),
  horizontal_content_list: z
    .array(z.object({ keyname: z.string().min(1), value: maybe }))
    .max(6, '最多 6 行')
    .default([]),
  jump_list: z
    .array(linkSchema.extend({ title: z.string().min(1) }))
    .max(3, '最多 3 个')
    .default([]),
  vertical_content_list: z
    .array(z.object({ title: z.string().min(1), desc: maybe }))
    .max(4, '最多 4 行')
    .default([]),
  card_action: linkSchema.extend({ type: z.union([z.literal(1), z.literal(2)]) }).optional(),
  card_image: z.object({ url: z.url() }).optional(),
  image_text_area: z.object({ image_url: z.url() }).optional(),
  button_list: z
    .array(z.object({ text: z.string().min(1), key: bytes(1024).min(1), style: z.int().min(1).max(4).default(1) }))
    .max(6, '最多 6 个按钮')
    .default([]),
  task_id: z
    .string()
    .regex(/^[\w@-]{1,128}$/, '只能是数字、字母和 _-@，最多 128 字节')
    .optional(),
});

type WireCard = z.infer<typeof cardSchema>;

/** @throws Violation where WeCom would not show the card. */
export function readCard(value: unknown): CardBody {
  const parsed = cardSchema.safeParse(value);
  if (!parsed.success) throw new Violation(`template_card 不对：${firstFault(parsed.error)}`);
  const missing = findMissing(parsed.data);
  if (missing) throw new Violation(`${parsed.data.card_type} 卡片缺 ${missing}`);
  return show(parsed.data);
}

function findMissing(card: WireCard): string | undefined {
  const hasTitle = Boolean(card.main_title?.title);
  if (card.card_type === 'button_interaction') {
    if (!hasTitle) return 'main_title.title';
    if (card.button_list.length === 0) return 'button_list';
    return card.task_id ? undefined : 'task_id';
  }
  if (!card.card_action) return 'card_action';
  if (card.card_type === 'text_notice') return hasTitle || card.sub_title_text ? undefined : 'main_title.title';
  if (!hasTitle) return 'main_title.title';
  return card.card_image || card.image_text_area ? undefined : 'card_image';
}

function show(card: WireCard): CardBody {
  const { emphasis_content: emphasis, quote_area: quote, sub_title_text: detail, task_id: taskId } = card;
  const facts = [
    ...card.horizontal_content_list.map(({ keyname, value }) => ({ label: cut(keyname, 5), value: cut(value, 26) })),
    ...card.vertical_content_list.map(({ title, desc }) => ({ label: cut(title, 26), value: cut(desc, 112) })),
  ];
  const hasButtons = card.card_type === 'button_interaction';
  const body: Omit<CardBody, 'text'> = {
    kind: 'card',
    cardType: card.card_type,
    ...(taskId && { taskId }),
    ...(card.source?.desc && { source: cut(card.source.desc, 13) }),
    title: cut(card.main_title?.title ?? '', 26),
    description: cut(card.main_title?.desc ?? '', 30),
    ...(emphasis && { emphasis: { title: cut(emphasis.title, 10), description: cut(emphasis.desc, 15) } }),
    ...(quote && { quote: [quote.title, quote.quote_text].filter(Boolean).join('：') }),
    ...(detail && { detail: cut(detail, 112) }),
    facts,
    buttons: hasButtons ? card.button_list.map((button) => ({ ...button, text: cut(button.text, 10) })) : [],
    links: linksOf(card),
  };
  return { ...body, text: tell(body) };
}

function linksOf(card: WireCard): CardBody['links'] {
  const action = card.card_action ? [{ title: '查看详情', url: card.card_action.url }] : [];
  return [...card.jump_list, ...action].flatMap(({ title, url }) =>
    url && /^https?:\/\//.test(url) ? [{ text: cut(title, 13), url }] : [],
  );
}

function tell(card: Omit<CardBody, 'text'>): string {
  const lines = [
    card.title,
    card.description,
    card.emphasis && `${card.emphasis.title} ${card.emphasis.description}`.trim(),
    card.quote,
    card.detail,
    ...card.facts.map(({ label, value }) => `${label}：${value}`),
    card.buttons.map(({ text }) => `［${text}］`).join(' '),
  ];
  return lines.filter(Boolean).join('\n');
}
