const MENTION = /<@([^<>\s]{0,64})(>?)/g;
const NOBODY: ReadonlyMap<string, string> = new Map();

/**
 * `<@userid>` calls somebody by name wherever it stands, in a title somebody typed too: only those `allowed` (userid →
 * as WeCom spells it) are called, anything else becomes a look-alike that calls nobody.
 */
export function guardMentions(text: string, allowed = NOBODY): string {
  return text.replace(MENTION, (_, userid: string, end: string) => {
    const spelt = end === '' ? undefined : allowed.get(userid);
    return spelt === undefined ? `＜＠${userid}${end}` : `<@${spelt}>`;
  });
}
