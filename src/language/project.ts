/** `#春雨行动`, `#春雨行动#`; 6#楼 is none. */
const TAG = /(?<=^|[\s,，。;；])[#＃](?!接龙)([\u4e00-\u9fffA-Za-z0-9·]{2,20})[#＃]?(?=$|[\s,，。;；!！])/g;

/** Names of the projects a text says it belongs to, each once. */
export function findProjects(text: string): string[] {
  return [...new Set([...text.matchAll(TAG)].flatMap((match) => match[1] ?? []))];
}

/** The text as long as it was, blanks in the place of its projects. */
export function withoutProjects(text: string): string {
  return text.replace(TAG, (tag) => ' '.repeat(tag.length));
}
