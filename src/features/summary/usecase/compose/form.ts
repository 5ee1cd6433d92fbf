import { readFileSync } from 'node:fs';
import { z } from 'zod';

const FILE = new URL('../../../../../prompts/forms.json', import.meta.url);

const PARTS = [
  ...(['opening', 'meetings', 'membership', 'regulations', 'honours', 'projects', 'activities'] as const),
  ...(['donations', 'needs', 'bases', 'media', 'problems', 'gaps', 'plans'] as const),
] as const;

const leafSchema = z.object({ heading: z.string().max(30), parts: z.array(z.enum(PARTS)).min(1) });

const formSchema = z.object({
  name: z.string(),
  /** What people call it. */
  words: z.array(z.string()),
  sections: z.array(
    leafSchema.extend({
      parts: z.array(z.enum(PARTS)).default([]),
      /** Told under headings of their own, where more than one of them has something to tell. */
      sections: z.array(leafSchema).default([]),
      /** Left out of what is told of one unit. */
      isOfBranch: z.boolean().default(false),
      /** Told from rows only, never by a model. */
      isByRule: z.boolean().default(false),
      /** Said where there is nothing to tell; absent: the section is left out. */
      otherwise: z.string().exactOptional(),
    }),
  ),
});

const formsSchema = z.record(z.string(), formSchema);

/** What can be told under a heading; see parts.ts. */
export type PartName = (typeof PARTS)[number];

/** Headings of a kind of paper, their order and what stands under each; kept as data in prompts/forms.json. */
export type Form = z.infer<typeof formSchema>;

export const USUAL_FORM = 'summary';

let known: Record<string, Form> | undefined;

/** All forms by their keys. @throws ZodError where the file of prompts/ does not fit. */
export function forms(): Record<string, Form> {
  known ??= formsSchema.parse(JSON.parse(readFileSync(FILE, 'utf8')));
  return known;
}

/** @throws Error for a key that no form has. */
export function formOf(key: string): Form {
  const form = forms()[key];
  if (!form) throw new Error(`no form ${key} in prompts/forms.json`);
  return form;
}

/** The key of the form people mean by these words; the longest word wins. */
export function formNamed(text: string): string | undefined {
  const named = Object.entries(forms()).flatMap(([key, { words }]) => words.map((word) => ({ key, word })));
  return named.toSorted((a, b) => b.word.length - a.word.length).find(({ word }) => text.includes(word))?.key;
}
