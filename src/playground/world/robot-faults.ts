import { z } from 'zod';

const KINDS = ['removed', 'hang', '500', 'cut'] as const;

/**
 * Of single group robots, by group: an errcode; `removed` from the group (93000); HTTP `500`; `cut` and `hang`: the
 * message is shown, but the connection is cut before the answer, or no answer ever comes.
 */
export const robotFaults = z
  .record(
    z.string(),
    z.union([z.enum(KINDS), z.int()], { error: `要写 ${KINDS.join('、')} 里的一种，或企业微信的错误码，例如 45009` }),
    { error: '要写成 {"group-1":"removed"}' },
  )
  .nullable()
  .default(null);
