import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger };

/** Fields that must not reach a log, wherever they stand. */
const SECRET_FIELDS = [
  'token',
  'aesKey',
  'apiKey',
  'key',
  'secret',
  'text',
  'content',
  'authorization',
  'response_url',
  'responseUrl',
];
const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/g;

/** JSON lines on stdout (or `destination`); secrets and message bodies are left out, phone numbers masked. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: { paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    formatters: { level: (label: string) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: {
      streamWrite: (line: string) => line.replace(PHONE, (phone) => `${phone.slice(0, 3)}****${phone.slice(7)}`),
    },
  };
  return pino(options, destination ?? pino.destination({ dest: 1, sync: true }));
}
