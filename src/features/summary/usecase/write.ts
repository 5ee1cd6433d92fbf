import { z } from 'zod';
import type { Model, ModelRequest } from '../../../bot/services.ts';
import { AppError } from '../../../errors.ts';
import { readAnswer } from '../../../llm/answer.ts';
import { loadPrompt } from '../../../llm/prompt.ts';
import { answerSchema, rewriteSchema } from '../schema.ts';
import type { PlannedSection, Rejection } from '../types.ts';
import { createGuard, splitSentences, type Verdict } from './guard/guard.ts';
import { loadSegment } from './guard/words.ts';
import { mergeSection, type Written } from './merge.ts';
import { describeMaterial, nameOfSection, writableMaterial } from './order.ts';
import type { Material } from './render.ts';

const MAX_ROUNDS = 2;
const MAX_TOKENS = 6000;
/** Of all requests for one draft: WeCom shows an answer under way for six minutes at most. */
const LONGEST_WRITING_MS = 200_000;
/** A summary is a few thousand characters; what is ten times that is no answer. */
const LONGEST_ANSWER = 60_000;

export interface Writing {
  sections: PlannedSection[];
  rejected: Rejection[];
  /** Whether any sentence is the model's own. */
  isModel: boolean;
}

interface Order {
  sections: PlannedSection[];
  material: Material;
  model: Model;
}

/**
 * Lets the model write the sections it may write, and keeps of it what passes the guard: refused sentences are
 * rewritten twice at most, then the rule's stand in their place. Where the model fails, all is by rule. Never throws.
 */
export async function writeSections({ sections, material, model }: Order): Promise<Writing> {
  const own = writableMaterial(sections, material);
  const signal = AbortSignal.timeout(LONGEST_WRITING_MS);
  try {
    const cut = await loadSegment();
    const written = await ask(model, {
      prompt: 'summary',
      input: describeMaterial(own, sections),
      schema: answerSchema,
      name: 'summary',
      signal,
    });
    const sentences = check(written, sections, { material: own, cut });
    await rewrite(sentences, { material: own, cut, model, signal });
    return merge(sections, sentences);
  } catch (error) {
    return { sections, rejected: [{ sentence: '', reason: reasonOf(error) }], isModel: false };
  }
}

interface Guard {
  material: Material;
  cut: Segment;
}

function check(answer: z.infer<typeof answerSchema>, sections: PlannedSection[], { material, cut }: Guard): Written[] {
  return sections.flatMap((section, index) => {
    if (!section.isWritable || section.paragraphs.length === 0) return [];
    const ruled = new Set(section.paragraphs.flat());
    const found = answer.sections.find((one) => one.heading.trim() === nameOfSection(section));
    return (found?.paragraphs ?? []).flatMap((paragraph, at) =>
      splitSentences(paragraph).map((text) => ({
        section: index,
        paragraph: at,
        text,
        // What the model was given and left as it is needs no guard.
        verdict: ruled.has(text) ? { template: text } : checkSentence(text, material, cut),
      })),
    );
  });
}

/** At most two requests, each with all sentences still refused. A failure here leaves them refused. */
async function rewrite(
  sentences: Written[],
  { material, cut, model, signal }: Guard & { model: Model; signal: AbortSignal },
): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const refused = sentences.filter((one) => 'reason' in one.verdict);
    if (refused.length === 0) return;
    const asked = refused.map((one, n) => ({
      n,
      sentence: one.text,
      reason: 'reason' in one.verdict ? one.verdict.reason : '',
    }));
    const answer = await ask(model, {
      prompt: 'summary-rewrite',
      input: { ...describeMaterial(material, []), sentences: asked },
      schema: rewriteSchema,
      name: 'rewrite',
      signal,
    }).catch(() => undefined);
    if (!answer) return;
    for (const { n, text } of answer.sentences) {
      const target = refused[n];
      const [only, ...more] = splitSentences(text);
      if (!target || only === undefined || more.length > 0) continue;
      const verdict = checkSentence(only, material, cut);
      if ('template' in verdict) target.verdict = verdict;
    }
  }
}

function merge(sections: PlannedSection[], sentences: Written[]): Writing {
  const ruled = new Set(sections.flatMap((section) => section.paragraphs.flat()));
  const isModel = sentences.some(({ verdict }) => 'template' in verdict && !ruled.has(verdict.template));
  const rejected = sentences.flatMap(({ text, verdict }) =>
    'reason' in verdict ? [{ sentence: text, reason: verdict.reason }] : [],
  );
  const merged = sections.map((section, index) =>
    mergeSection(
      section,
      sentences.filter((one) => one.section === index),
    ),
  );
  return { sections: merged, rejected, isModel };
}

interface Question<T extends z.ZodType> {
  prompt: string;
  input: unknown;
  schema: T;
  name: string;
  signal: AbortSignal;
}

async function ask<T extends z.ZodType>(
  model: Model,
  { prompt, input, schema, name, signal }: Question<T>,
): Promise<z.infer<T>> {
  const request: ModelRequest = {
    system: await loadPrompt(prompt),
    user: JSON.stringify(input),
    schema: { name, schema: z.toJSONSchema(schema) },
    maxTokens: MAX_TOKENS,
    signal,
  };
  const { text } = await model.complete(request);
  return readAnswer(text, schema, LONGEST_ANSWER);
}

function reasonOf(error: unknown): string {
  return error instanceof AppError ? error.message : '核对模型文字的词典读不出来';
}
