import type { Grace } from '../delivery/channel.ts';

/** Tells when the bot has answered one thing a person did: nothing on the socket says that an answer is the last. */
export interface Turn {
  /** Resolves once nothing came for a while. */
  whole: Promise<void>;
  /** A frame is being dealt with. */
  busy(): void;
  /** It has been dealt with. */
  rest(): void;
  open(stream: object): void;
  close(stream: object): void;
  /** The connection is gone; says whether it left a stream open. */
  breakOff(): boolean;
}

/** `firstMs`: the longest wait for the first frame. */
export function createTurn(firstMs: number, graceMs: Grace): Turn {
  const open = new Set<object>();
  let hadOpen = false;
  let end: () => void = () => undefined;
  let timer: NodeJS.Timeout | undefined;
  const whole = new Promise<void>((resolve) => {
    end = resolve;
  });

  function endAfter(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(end, ms);
    timer.unref();
  }

  const rest = () => {
    if (open.size === 0) endAfter(hadOpen ? graceMs.streamed : graceMs.answered);
  };
  endAfter(firstMs);
  return {
    whole,
    busy: () => clearTimeout(timer),
    rest,
    open(stream) {
      hadOpen = true;
      open.add(stream);
    },
    close: (stream) => void open.delete(stream),
    breakOff() {
      const wasOpen = open.size > 0;
      open.clear();
      if (wasOpen) rest();
      return wasOpen;
    },
  };
}
