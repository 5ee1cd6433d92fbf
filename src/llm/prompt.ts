import { readFile } from 'node:fs/promises';

const FOLDER = new URL('../../prompts/', import.meta.url);

/** The text of `prompts/NAME.md`. */
export async function loadPrompt(name: string): Promise<string> {
  return (await readFile(new URL(`${name}.md`, FOLDER), 'utf8')).trim();
}
