/** So that Excel takes the file for UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';
/** A cell that begins like this would be reckoned with; https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[=+\-@\t\r]/;

export type Cell = string | number | null;

/** A table as CSV (RFC 4180) that spreadsheet programs open as it is. */
export function renderCsv(rows: readonly (readonly Cell[])[]): Uint8Array {
  const text = rows.map((row) => row.map(renderCell).join(',')).join('\r\n');
  return new TextEncoder().encode(`${BYTE_ORDER_MARK}${text}\r\n`);
}

function renderCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
