import { z } from 'zod';

/** Arguments of the late job that takes a table over. */
export const importOrderSchema = z.object({ fileId: z.string().max(64), kind: z.string().max(30) });

/** Arguments of the late job that makes a table. */
export const tableOrderSchema = z.object({ kind: z.string().max(30), what: z.enum(['template', 'export']) });

export const importUndoSchema = z.object({ importedBy: z.int().positive() });

/** Value of a choice: `do:FILE:KIND`, `which:FILE`, `try:FILE:KIND`, `no`. */
const CHOICE = /^(?<what>do|which|try|no)(?::(?<fileId>[0-9a-f]{32})(?::(?<kind>[a-z]{2,30}))?)?$/;

export interface TableChoice {
  what: string;
  fileId: string;
  kind: string;
}

export function readChoice(value: string): TableChoice | undefined {
  const { what, fileId = '', kind = '' } = CHOICE.exec(value)?.groups ?? {};
  return what === undefined ? undefined : { what, fileId, kind };
}
