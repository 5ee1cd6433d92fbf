import { expect, it } from 'vitest';
import { loadPrompt } from '../../../src/llm/prompt.ts';

it.each(['summary', 'summary-rewrite'])('%s is there and asks for JSON', async (name) => {
  expect(await loadPrompt(name)).toContain('只输出一个 JSON 对象');
});

it('fails for a prompt that is not there', async () => {
  await expect(loadPrompt('nothing')).rejects.toThrow('ENOENT');
});
