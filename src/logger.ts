import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger };

/** Fields that must not reach a log, wherever they stand: credentials, and what people wrote. */
const SECRET_FIELD =
  /token|secret|password|authorization|cookie|aes_?key|api_?key|data_?key|^key$|response_?url|response_?code|signature|encrypt|^(text|content|markdown|body|quote|reply|arguments|params|args)$/i;
const CENSOR = '[redacted]';
const DEEPEST = 8;

/** Secrets within a sentence: of an address's query, of its user, and phone numbers however they are parted. */
const MASKS: readonly [RegExp, string][] = [
  [/([?&](?:key|access_token|corpsecret|response_code|signature|msg_signature)=)[^&\s"'\\]+/gi, `$1${CENSOR}`],
  [/(:\/\/)[^\s"'/@\\]+@/g, `$1${CENSOR}@`],
  [/\b(Bearer )[\w.~+/-]+=*/gi, `$1${CENSOR}`],
  [/(?<!\d)(1[3-9]\d)[ -]?\d{4}[ -]?(\d{4})(?!\d)/g, '$1****$2'],
];

/** JSON lines on stdout (or `destination`); secrets and message bodies are left out, phone numbers masked. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: Record<string, unknown>) => Object.fromEntries(Object.entries(fields).map(cleanField)),
    },
    // pino's own would put the messages of all causes into one.
    serializers: { err: (value: unknown) => value },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: {
      streamWrite: (line: string) => MASKS.reduce((masked, [pattern, mask]) => masked.replace(pattern, mask), line),
    },
  };
  return pino(options, destination ?? pino.destination({ dest: 1, sync: true }));
}

function cleanField([name, value]: [string, unknown]): [string, unknown] {
  return [name, SECRET_FIELD.test(name) ? CENSOR : clean(value, DEEPEST)];
}

/** Errors become plain objects here, with their causes, so that what hangs on them is cleaned as well. */
function clean(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.map((one) => clean(one, depth - 1));
  const fields: Record<string, unknown> =
    value instanceof Error
      ? { ...value, type: value.name, message: value.message, stack: value.stack, cause: value.cause }
      : { ...value };
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => field !== undefined)
      .map(([name, field]) => [name, SECRET_FIELD.test(name) ? CENSOR : clean(field, depth - 1)]),
  );
}
