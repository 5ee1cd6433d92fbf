import { z } from 'zod';

export const flag = z.boolean({ error: '只能是 true 或 false' }).nullable().default(null);

export const errcode = z.int({ error: '要写企业微信的错误码，例如 45009；0 是不出错' }).nullable().default(null);

export const delay = z
  .int({ error: '要写毫秒数，0 到 60000' })
  .min(0, '要写毫秒数，0 到 60000')
  .max(60_000, '要写毫秒数，0 到 60000')
  .nullable()
  .default(null);
