import { z } from 'zod';
import { bytes } from '../text.ts';

const maybe = z.string().default('');
const key = bytes(1024).min(1, '不能空');
const linkType = (...types: number[]) =>
  z
    .int()
    .refine((type) => types.includes(type), { error: `只能是 ${types.join('、')}` })
    .optional();
const where = { url: z.string().optional(), appid: z.string().optional(), pagepath: z.string().optional() };
const id = bytes(128).min(1, '不能空');

const linkSchema = z
  .object({ type: linkType(0, 1, 2), ...where })
  .refine(({ type, url }) => type !== 1 || url, { error: 'type 1 要有 url' })
  .refine(({ type, appid }) => type !== 2 || appid, { error: 'type 2 要有 appid' });

const factSchema = z
  .object({
    type: linkType(0, 1, 2, 3),
    keyname: z.string().min(1, '不能空'),
    value: maybe,
    url: z.string().optional(),
    media_id: z.string().optional(),
    userid: z.string().optional(),
  })
  .refine(({ type, url }) => type !== 1 || url, { error: 'type 1 要有 url' })
  .refine(({ type, media_id }) => type !== 2 || media_id, { error: 'type 2 要有 media_id' })
  .refine(({ type, userid }) => type !== 3 || userid, { error: 'type 3 要有 userid' });

const jumpSchema = z
  .object({ type: linkType(0, 1, 2, 3), title: z.string().min(1, '不能空'), ...where, question: bytes(200).optional() })
  .refine(({ type, url }) => type !== 1 || url, { error: 'type 1 要有 url' })
  .refine(({ type, appid }) => type !== 2 || appid, { error: 'type 2 要有 appid' })
  .refine(({ type, question }) => type !== 3 || question, { error: 'type 3 要有 question' });

const listSchema = z.object({
  question_key: key,
  title: maybe,
  disable: z.boolean().default(false),
  selected_id: z.string().optional(),
  option_list: z
    .array(z.object({ id, text: z.string().min(1, '不能空') }))
    .min(1, '至少 1 项')
    .max(10, '最多 10 项'),
});

const buttonSchema = z
  .object({
    type: linkType(0, 1),
    text: z.string().min(1, '不能空'),
    style: z.int().min(1).max(4).default(1),
    key: key.optional(),
    url: z.string().optional(),
  })
  .refine((button) => (button.type === 1 ? button.url : button.key), { error: '按钮要有 key' });

// https://developer.work.weixin.qq.com/document/path/101032
export const cardSchema = z.object({
  card_type: z.string({ error: '要写卡片的种类' }),
  source: z.object({ desc: maybe }).optional(),
  action_menu: z
    .object({
      desc: maybe,
      action_list: z
        .array(z.object({ text: z.string().min(1, '不能空'), key }))
        .min(1, '至少 1 项')
        .max(3, '最多 3 项'),
    })
    .optional(),
  main_title: z.object({ title: maybe, desc: maybe }).optional(),
  emphasis_content: z.object({ title: maybe, desc: maybe }).optional(),
  quote_area: z.object({ title: maybe, quote_text: maybe }).optional(),
  sub_title_text: z.string().optional(),
  horizontal_content_list: z.array(factSchema).max(6, '最多 6 行').default([]),
  vertical_content_list: z
    .array(z.object({ title: z.string().min(1, '不能空'), desc: maybe }))
    .max(4, '最多 4 行')
    .default([]),
  jump_list: z.array(jumpSchema).max(3, '最多 3 个').default([]),
  card_action: linkSchema.optional(),
  card_image: z
    .object({ url: z.url(), aspect_ratio: z.number().gt(1.3, '要大于 1.3').lt(2.25, '要小于 2.25').optional() })
    .optional(),
  image_text_area: z.object({ image_url: z.url(), title: maybe, desc: maybe }).optional(),
  button_selection: listSchema.optional(),
  button_list: z.array(buttonSchema).max(6, '最多 6 个按钮').default([]),
  checkbox: z
    .object({
      question_key: key,
      mode: z.literal([0, 1], '只能是 0（单选）或 1（多选）').default(0),
      disable: z.boolean().default(false),
      option_list: z
        .array(z.object({ id, text: z.string().min(1, '不能空'), is_checked: z.boolean().default(false) }))
        .min(1, '至少 1 项')
        .max(20, '最多 20 项'),
    })
    .optional(),
  select_list: z.array(listSchema).max(3, '最多 3 个').default([]),
  submit_button: z.object({ text: z.string().min(1, '不能空'), key }).optional(),
  replace_text: z.string().optional(),
  task_id: z
    .string()
    .regex(/^[\w@-]{1,128}$/, '只能是数字、字母和 _-@，最多 128 字节')
    .optional(),
  feedback: z.object({ id: bytes(256).min(1, '不能空') }).optional(),
});

export type WireCard = z.infer<typeof cardSchema>;
export type WireList = z.infer<typeof listSchema>;
