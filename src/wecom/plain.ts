/** Our own markdown as it is to be read where no markdown is shown: cards, the greeting, plain text. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/\[([^[\]\n]*)\]\(([^()\s]*)\)/g, '$1 $2')
    .replace(/<\/?font[^<>\n]*>/g, '')
    .replace(/^[ \t]*(?:#{1,6}|>)[ \t]+/gm, '')
    .replaceAll('**', '')
    .replaceAll('`', '')
    .trim();
}
