import { z } from 'zod';

/** Bodies of callbacks, after decryption: https://developer.work.weixin.qq.com/document/path/100719 and 101027. */

const text = z.object({ content: z.string() });
/** `aeskey`: base64, one for each address, on the long connection only. */
const media = z.object({ url: z.string(), aeskey: z.string().min(1).optional().catch(undefined) });
/** One piece of a mixed message; kinds not known here are passed over. */
const mixed = z.object({
  msg_item: z.array(z.object({ text: text.optional().catch(undefined), image: media.optional().catch(undefined) })),
});
/** What the fields `text`, `mixed`, `voice` … of a quote hold; of an unknown kind: none of them. */
const quote = z.object({ text: text.optional(), mixed: mixed.optional(), voice: text.optional() });

const envelope = z.object({
  msgid: z.string().min(1),
  aibotid: z.string().default(''),
  chattype: z.enum(['single', 'group']).default('single'),
  /** Group only. */
  chatid: z.string().min(1).optional(),
  from: z.object({ userid: z.string().min(1) }),
  response_url: z.string().optional(),
  quote: quote.optional().catch(undefined),
});

/** The vendor's table spells these fields without underscores, its samples with them. */
function withUnderscores(...names: string[]): (value: unknown) => unknown {
  return (value) => {
    if (typeof value !== 'object' || value === null) return value;
    const fields: Record<string, unknown> = { ...value };
    return { ...fields, ...Object.fromEntries(names.map((name) => [name, fields[name] ?? fields[bare(name)]])) };
  };
}

function bare(name: string): string {
  return name.replaceAll('_', '');
}

/** What was ticked; one that cannot be read is passed over, for the click is delivered once only. */
const selectedItem = z.preprocess(
  withUnderscores('question_key', 'option_ids'),
  z.object({
    question_key: z.string(),
    option_ids: z.preprocess(withUnderscores('option_id'), z.object({ option_id: z.array(z.string()).default([]) })),
  }),
);
const selectedItems = z
  .preprocess(
    withUnderscores('selected_item'),
    z.object({ selected_item: z.array(selectedItem.optional().catch(undefined)).default([]) }),
  )
  .optional()
  .catch(undefined);
const clickSchema = z.preprocess(
  withUnderscores('event_key', 'task_id', 'selected_items'),
  z.object({ event_key: z.string(), task_id: z.string(), selected_items: selectedItems }),
);

/** The official SDK's types have the fields of an event flat, WeCom's frames have them nested. */
function nested(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('eventtype' in value)) return value;
  return 'template_card_event' in value ? value : { ...value, template_card_event: value };
}

const knownEvent = z.discriminatedUnion('eventtype', [
  z.object({ eventtype: z.literal('enter_chat') }),
  z.object({
    eventtype: z.literal('template_card_event'),
    template_card_event: clickSchema,
  }),
]);
const eventSchema = z.preprocess(nested, knownEvent);

export const callbackSchema = z.discriminatedUnion('msgtype', [
  envelope.extend({ msgtype: z.literal('text'), text }),
  envelope.extend({ msgtype: z.literal('mixed'), mixed }),
  envelope.extend({ msgtype: z.literal('voice'), voice: text }),
  envelope.extend({ msgtype: z.literal('image'), image: media }),
  envelope.extend({ msgtype: z.literal('file'), file: media }),
  envelope.extend({ msgtype: z.literal('video'), video: media }),
  envelope.extend({ msgtype: z.literal('event'), event: eventSchema }),
  z.object({ msgtype: z.literal('stream'), stream: z.object({ id: z.string().min(1) }) }),
]);

export type Callback = z.output<typeof callbackSchema>;
export type Quote = z.output<typeof quote>;
export type Media = z.output<typeof media>;
/** Every callback but the asking for a stream's present state. */
export type MessageCallback = Exclude<Callback, { msgtype: 'stream' }>;

/** Of a body nothing else is known of: what to call it in the log. */
export const kindSchema = z.object({
  msgtype: z.string().optional().catch(undefined),
  event: z.object({ eventtype: z.string() }).optional().catch(undefined),
});
