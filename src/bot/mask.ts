/** Typed in one piece or parted, in half or full width. */
const PHONE = /(?<![\d０-９])([1１][3-9３-９][\d０-９])[ -]?[\d０-９]{4}[ -]?([\d０-９]{4})(?![\d０-９])/g;

/** The text with the middle of every mobile number starred. */
export function maskPhones(text: string): string {
  return text.replace(PHONE, '$1****$2');
}
