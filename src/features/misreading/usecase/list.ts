import type { CommandContext } from '../../../bot/command.ts';
import { countMisreadings, findMisreadings } from '../store.ts';
import type { MisreadingPage } from '../types.ts';

export const ROWS_A_PAGE = 15;

/** The page asked for, or the last one where there are fewer. */
export async function pageOfMisreadings(
  { db }: Pick<CommandContext, 'db'>,
  wanted: { isAll: boolean; page: number },
): Promise<MisreadingPage> {
  const { isAll } = wanted;
  const total = await countMisreadings(db, isAll);
  const pages = Math.max(1, Math.ceil(total / ROWS_A_PAGE));
  const page = Math.min(Math.max(1, wanted.page), pages);
  const rows = await findMisreadings(db, { isAll, skip: (page - 1) * ROWS_A_PAGE, take: ROWS_A_PAGE });
  return { rows, total, page, pages, isAll };
}
