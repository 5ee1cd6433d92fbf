import { z } from 'zod';
import type { Model } from '../../../bot/services.ts';
import { AppError } from '../../../errors.ts';
import { readAnswer } from '../../../llm/answer.ts';
import { loadPrompt } from '../../../llm/prompt.ts';
import { answerSchema, rewriteSchema } from '../schema.ts';
import type { PlannedSection, Rejection } from '../types.ts';
import { createGuard, splitSentences, type Verdict } from './guard/guard.ts';
import { loadSegment } from './guard/words.ts';
import { mergeSection, type Written } from './merge.ts';
import { describeMaterial, describeSection, isAsked, isWithheld, referencesOf, writableMaterial } from './order.ts';
import type { Material } from './render.ts';
import { estimateTokens, TokenMeter, type TokenUse } from './tokens.ts';

const MAX_ROUNDS = 2;
/** Of all requests for one draft: WeCom shows an answer under way for six minutes at most. */
const LONGEST_WRITING_MS = 200_000;
/** A summary is a few thousand characters; what is ten times that is no answer. */
const LONGEST_ANSWER = 60_000;
/** An answer has the room of its section by rule this many times, and at least so much. */
const [ANSWER_GROWTH, LEAST_ANSWER] = [2, 400];

export interface Writing {
  sections: PlannedSection[];
  rejected: Rejection[];
  /** Whether any sentence is the model's own. */
  isModel: boolean;
  tokens: TokenUse;
}

export interface WritingOrder {
  sections: PlannedSection[];
  material: Material;
  model: Model;
  /** Told before each request what is being written. */
  onProgress?: ((text: string) => Promise<void>) | undefined;
}

/** What the requests of one draft share; nothing of it outlives the draft. */
interface Desk {
  material: Material;
  model: Model;
  check: (sentence: string) => Verdict;
  meter: TokenMeter;
  signal: AbortSignal;
  onProgress: (text: string) => Promise<void>;
}

/**
 * Lets the model write the sections it may write, one after the other, and keeps of it what passes the guard: refused
 * sentences are rewritten twice at most, then the rule's stand in their place. Where the model fails, the rest is by
 * rule. Never throws.
 */
export async function writeSections({ sections, material, model, onProgress }: WritingOrder): Promise<Writing> {
  const meter = new TokenMeter();
  const written: Written[] = [];
  const own = writableMaterial(sections, material);
  try {
    const check = createGuard(own, await loadSegment());
    const signal = AbortSignal.timeout(LONGEST_WRITING_MS);
    const desk: Desk = {
      material: own,
      model,
      check,
      meter,
      signal,
      onProgress: onProgress ?? (async () => undefined),
    };
    const failure = await writeAll(sections, desk, written);
    await rewrite(written, desk);
    return { ...merge(sections, written, own, failure), tokens: meter.use };
  } catch {
    const rejected = [{ sentence: '', reason: '核对模型文字的词典读不出来' }];
    return { sections, rejected, isModel: false, tokens: meter.use };
  }
}

/** Why not all sections could be asked for; undefined: all were. */
async function writeAll(
  sections: readonly PlannedSection[],
  desk: Desk,
  written: Written[],
): Promise<string | undefined> {
  const asked = sections.filter(isAsked);
  for (const [count, section] of asked.entries()) {
    const input = describeSection(section, desk.material);
    if (input.paragraphs.length === 0) continue;
    await desk.onProgress(`正在写第${count + 1}部分“${input.heading}”（共${asked.length}部分）…`);
    try {
      const room = LEAST_ANSWER + ANSWER_GROWTH * estimateTokens(input.paragraphs.join(''));
      const question = { prompt: 'summary', input, schema: answerSchema, name: 'summary', room };
      const answer = await ask(question, desk);
      const found = answer.sections.find((one) => one.heading.trim() === input.heading);
      written.push(...read(found?.paragraphs ?? [], section, { index: sections.indexOf(section), check: desk.check }));
    } catch (error) {
      return error instanceof AppError ? error.message : '模型没有给出回答';
    }
  }
  return undefined;
}

function read(
  paragraphs: readonly string[],
  section: PlannedSection,
  { index, check }: { index: number; check: Desk['check'] },
): Written[] {
  const ruled = new Set(section.paragraphs.flat());
  return paragraphs.flatMap((paragraph, at) =>
    splitSentences(paragraph).map((text) => ({
      section: index,
      paragraph: at,
      text,
      // What the model was given and left as it is needs no guard.
      verdict: ruled.has(text) ? { template: text } : check(text),
    })),
  );
}

/** At most two requests, each with all sentences still refused. A failure here leaves them refused. */
async function rewrite(sentences: readonly Written[], desk: Desk): Promise<void> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const refused = sentences.flatMap((one) => ('reason' in one.verdict ? [{ one, reason: one.verdict.reason }] : []));
    if (refused.length === 0) return;
    await desk.onProgress(`有${refused.length}句话与记录对不上，正在改写…`);
    const asked = refused.map(({ one, reason }, n) => ({ n, sentence: one.text, reason }));
    const used = referencesOf(refused.map(({ one }) => one.text));
    const input = { sentences: asked, ...describeMaterial(desk.material, used) };
    const room = LEAST_ANSWER + estimateTokens(asked.map((one) => one.sentence).join(''));
    const question = { prompt: 'summary-rewrite', input, schema: rewriteSchema, name: 'rewrite', room };
    const answer = await ask(question, desk).catch(() => undefined);
    if (!answer) return;
    for (const { n, text } of answer.sentences) {
      const target = refused[n]?.one;
      const [only, ...more] = splitSentences(text);
      if (!target || only === undefined || more.length > 0) continue;
      const verdict = desk.check(only);
      if ('template' in verdict) target.verdict = verdict;
    }
  }
}

function merge(
  sections: PlannedSection[],
  sentences: readonly Written[],
  material: Material,
  failure: string | undefined,
): Omit<Writing, 'tokens'> {
  const ruled = new Set(sections.flatMap((section) => section.paragraphs.flat()));
  const isModel = sentences.some(({ verdict }) => 'template' in verdict && !ruled.has(verdict.template));
  const refused = sentences.flatMap(({ text, verdict }) =>
    'reason' in verdict ? [{ sentence: text, reason: verdict.reason }] : [],
  );
  const merged = sections.map((section, index) => {
    const own = sentences.filter((one) => one.section === index);
    return mergeSection(section, own, (rule) => isWithheld(rule, material));
  });
  const failed = failure === undefined ? [] : [{ sentence: '', reason: failure }];
  return { sections: merged, rejected: [...failed, ...refused], isModel };
}

interface Question<T extends z.ZodType> {
  prompt: string;
  input: unknown;
  schema: T;
  name: string;
  /** As many tokens as the answer needs at most. */
  room: number;
}

/** @throws AppError `model_failed`, also where the draft's tokens are used up. */
async function ask<T extends z.ZodType>(question: Question<T>, { model, meter, signal }: Desk): Promise<z.infer<T>> {
  const system = await loadPrompt(question.prompt);
  const user = JSON.stringify(question.input);
  const prompt = system + user;
  const left = meter.roomAfter(prompt);
  if (left < LEAST_ANSWER) throw new AppError('model_failed', '这一稿的模型用量已到上限');
  const schema = { name: question.name, schema: z.toJSONSchema(question.schema) };
  const maxTokens = Math.min(question.room, left);
  const answer = await model.complete({ system, user, schema, maxTokens, signal }).catch((error: unknown) => {
    meter.addFailed(prompt);
    throw error;
  });
  meter.add({ prompt, ...answer });
  return readAnswer(answer.text, question.schema, LONGEST_ANSWER);
}
