/** What one draft may use, questions and answers together. */
export const MOST_TOKENS = 12_000;

/** Tokens a draft has used; `isEstimated`: a service did not tell, so that some were reckoned from the text. */
export interface TokenUse {
  used: number;
  isEstimated: boolean;
}

/** Counts the tokens of one draft's requests. */
export class TokenMeter {
  #used = 0;
  #isEstimated = false;

  /** As many as the answer to `prompt` may have. */
  roomAfter(prompt: string): number {
    return MOST_TOKENS - this.#used - estimateTokens(prompt);
  }

  /** Of a request that was answered; 0: the service did not tell. */
  add({ prompt, text, promptTokens, completionTokens }: Answered): void {
    const isTold = promptTokens > 0 && completionTokens > 0;
    this.#used += isTold ? promptTokens + completionTokens : estimateTokens(prompt) + estimateTokens(text);
    this.#isEstimated ||= !isTold;
  }

  /** Of a request that failed: the question at least was read. */
  addFailed(prompt: string): void {
    this.add({ prompt, text: '', promptTokens: 0, completionTokens: 0 });
  }

  get use(): TokenUse {
    return { used: this.#used, isEstimated: this.#isEstimated };
  }
}

interface Answered {
  prompt: string;
  text: string;
  promptTokens: number;
  completionTokens: number;
}

/** On the high side for every tokeniser in use: a Chinese character is one at most, as are three other characters. */
export function estimateTokens(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han + Math.ceil((text.length - han) / 3);
}
