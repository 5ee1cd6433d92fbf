import { z } from 'zod';

/** Bodies of the app's callbacks, after decryption: https://developer.work.weixin.qq.com/document/path/90239, 90240. */

const id = z.string().min(1).max(128);
const envelope = z.object({
  FromUserName: id,
  CreateTime: z.string().regex(/^\d{1,12}$/),
  AgentID: z.string().optional(),
});
const message = envelope.extend({ MsgId: id });
const media = message.extend({ MediaId: id });
const event = envelope.extend({ MsgType: z.literal('event'), EventKey: z.string().default('') });

/** An element that may come several times is no array where it comes once. */
function several<T extends z.ZodType>(item: T) {
  return z.preprocess((value) => (value === undefined || value === '' ? [] : [value].flat()), z.array(item));
}

const selectedItem = z.object({
  QuestionKey: z.string(),
  OptionIds: z.object({ OptionId: several(z.string()) }).catch({ OptionId: [] }),
});

export const callbackSchema = z.union([
  message.extend({ MsgType: z.literal('text'), Content: z.string() }),
  media.extend({ MsgType: z.literal('image') }),
  media.extend({ MsgType: z.literal('video') }),
  media.extend({ MsgType: z.literal('voice') }),
  event.extend({ Event: z.enum(['enter_agent', 'subscribe']) }),
  event.extend({ Event: z.literal('click') }),
  event.extend({
    Event: z.enum(['template_card_event', 'template_card_menu_event']),
    TaskId: z.string(),
    SelectedItems: z
      .object({ SelectedItem: several(selectedItem) })
      .optional()
      .catch(undefined),
  }),
]);

export type Callback = z.output<typeof callbackSchema>;

/** Of a body nothing else is known of: what to call it in the log. */
export const kindSchema = z.object({
  MsgType: z.string().optional().catch(undefined),
  Event: z.string().optional().catch(undefined),
});

/** What the encrypted part is wrapped in. */
export const outerSchema = z.object({ Encrypt: z.string().min(1) });
