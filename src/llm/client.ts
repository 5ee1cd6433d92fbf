import OpenAI from 'openai';
import type { Model, ModelRequest } from '../bot/services.ts';
import { AppError } from '../errors.ts';

export interface ModelOptions {
  apiKey: string;
  /** Absent: OpenAI's own. */
  baseUrl?: string | undefined;
  model: string;
  /** Of one try, a minute where absent; all tries of a request end within twice as long. */
  timeoutMs?: number;
}

const MAX_RETRIES = 2;

/** A model behind any address that speaks https://platform.openai.com/docs/api-reference/chat/create. */
export function createModel({ apiKey, baseUrl, model, timeoutMs = 60_000 }: ModelOptions): Model {
  const client = new OpenAI({
    apiKey,
    baseURL: baseUrl ?? null,
    logLevel: 'off',
  });

  async function ask(request: ModelRequest, signal: AbortSignal, hasSchema: boolean): Promise<OpenAI.ChatCompletion> {
    return client.chat.completions.create(
      {
        model,
        max_tokens: request.maxTokens,
        temperature: 0.2,
        messages: [
          { role: 'system', content: request.system },
          { role: 'user', content: request.user },
        ],
        ...(hasSchema && request.schema
          ? { response_format: { type: 'json_schema' as const, json_schema: { ...request.schema, strict: true } } }
          : {}),
      },
      { signal, timeout: request.timeoutMs ?? timeoutMs, maxRetries: request.retries ?? MAX_RETRIES },
    );
  }

  return {
    async complete(request) {
      // The SDK's own time-out ends when the head of an answer arrives; a body that never ends must end too.
      const ownTime = AbortSignal.timeout(2 * (request.timeoutMs ?? timeoutMs));
      const signal = request.signal ? AbortSignal.any([ownTime, request.signal]) : ownTime;
      try {
        const completion = await ask(request, signal, true).catch((error: unknown) => {
          // Compatible services that know no JSON schema answer 400.
          if (request.schema && error instanceof OpenAI.BadRequestError) return ask(request, signal, false);
          throw error;
        });
        return read(completion);
      } catch (error) {
        if (error instanceof AppError) throw error;
        throw new AppError('model_failed', `模型没有给出回答：${reasonOf(error, signal)}`, { cause: error });
      }
    },
  };
}

/** A compatible service may leave out what the type promises. */
function read(completion: Partial<OpenAI.ChatCompletion>): Awaited<ReturnType<Model['complete']>> {
  const text = completion.choices?.[0]?.message?.content;
  if (typeof text !== 'string' || text === '') throw new AppError('model_failed', '模型给出的回答是空的');
  const { prompt_tokens: promptTokens = 0, completion_tokens: completionTokens = 0 } = completion.usage ?? {};
  return { text, promptTokens, completionTokens };
}

function reasonOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted || error instanceof OpenAI.APIConnectionTimeoutError) return '等得太久';
  if (error instanceof OpenAI.APIConnectionError) return '连不上';
  if (error instanceof OpenAI.APIError && error.status !== undefined) return `服务返回 ${error.status}`;
  return '回答读不出来';
}
