/** The closed set of what can go wrong in a way the code knows about. */
export type ErrorCode =
  | 'bad_config'
  | 'database_unusable'
  | 'refused_request'
  | 'invalid_input'
  /** A piece is missing: what the person types next completes the order. */
  | 'incomplete'
  | 'not_found'
  | 'forbidden'
  | 'conflict'
  | 'wecom_refused'
  | 'wecom_unreachable'
  /** Asked of WeCom and no answer came: it may have been done. */
  | 'wecom_unclear'
  | 'model_failed';

/** `message` is one sentence; it is shown to the person only when `isForUser`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly isForUser: boolean;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; isForUser?: boolean } = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.isForUser = options.isForUser ?? false;
  }
}

/** An error whose message the sender is to read: what is wrong and what to type instead. */
export function userError(code: ErrorCode, message: string): AppError {
  return new AppError(code, message, { isForUser: true });
}

/** An error that asks for a missing piece; the message says which, and nothing has been done yet. */
export function missingPiece(message: string): AppError {
  return userError('incomplete', message);
}
