import type { Logger as SdkLogger } from '@wecom/aibot-node-sdk';
import type { Logger } from '../../../logger.ts';

/**
 * The SDK's lines without what it adds to them: frames, parts of frames, and at debug whole bodies. What the operator
 * is to do is said by our own lines.
 */
export function sdkLogger(logger: Logger): SdkLogger {
  const pass = (line: string) => logger.debug({ sdk: line.slice(0, 200) }, '长连接组件');
  return { debug: () => undefined, info: pass, warn: pass, error: pass };
}
