/** Typed in one piece or parted, in half or full width, also behind +86. */
const PHONE =
  /(?<![\d０-９])((?:(?:[+＋]|00)?86[ -]?)?[1１][3-9３-９][\d０-９])[ -]?[\d０-９]{4}[ -]?([\d０-９]{4})(?![\d０-９])/g;
/** An identity card's eighteen digits, the last of which may be an X. */
const ID_NUMBER = /(?<![\d０-９])([\d０-９]{3})[\d０-９]{14}([\d０-９XxＸｘ])(?![\d０-９])/g;

/** What may be kept and shown of a message: phone and identity card numbers with their middle digits starred. */
export function maskNumbers(text: string): string {
  return text.replace(PHONE, '$1****$2').replace(ID_NUMBER, '$1**************$2');
}
