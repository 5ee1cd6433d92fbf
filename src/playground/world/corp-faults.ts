import { z } from 'zod';
import { errcode, flag } from './fault-kinds.ts';

/** Of the self-built app, and of userids. */
export const corpFaults = {
  /** Once, when set: the access token given out is refused with it from now on. */
  endToken: z.literal([40_014, 42_001], '只能是 40014 或 42001').nullable().default(null),
  /** Every call with an access token is refused with it: -1, 45009, 60020. */
  appErrcode: errcode,
  /** The app's messages are refused with it. */
  appSendErrcode: errcode,
  /** A message of the app is shown, but the connection is cut before the answer. */
  cutAppSend: flag,
  /** Who is outside the app's visible range. */
  appHides: z.array(z.string(), { error: '要写成一列账号，例如 ["hexiulan"]' }).nullable().default(null),
  /** A guess turned round: a message is known again only where it was sent with enable_duplicate_check. */
  forgetsUnchecked: flag,
  /** The AI bot hears of people by their encrypted userids. */
  encryptedIds: flag,
};
