import { randomUUID } from 'node:crypto';

const HOUR_MS = 3_600_000;
const LIMIT = 10_000;

/** What `response_url` gives: one answer within an hour of the callback; and codes that are used once like it. */
export interface ResponseCodes<T> {
  issue(subject: T): string;
  /** Uses the code up; undefined for one that is unknown, used or too old. */
  take(code: string): T | undefined;
}

export function createResponseCodes<T>(now: () => Date, validMs = HOUR_MS): ResponseCodes<T> {
  const codes = new Map<string, { subject: T; issuedAt: number }>();
  return {
    issue(subject) {
      const code = randomUUID();
      codes.set(code, { subject, issuedAt: now().getTime() });
      const [oldest] = codes.keys();
      if (codes.size > LIMIT && oldest !== undefined) codes.delete(oldest);
      return code;
    },
    take(code) {
      const found = codes.get(code);
      codes.delete(code);
      return found && now().getTime() - found.issuedAt <= validMs ? found.subject : undefined;
    },
  };
}
