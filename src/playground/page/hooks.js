// @ts-check
import { useEffect, useState } from '../modules/htm-preact.js';
import { listen, send } from './server.js';

/** @typedef {import('./server.js').Shown} Shown */

const GATHER_MS = 30;
const MINUTE_MS = 60_000;

/**
 * All that was shown so far, in the order of its first showing, and whether more can come.
 * @param {(now: string) => void} onClock
 * @returns {{all: Shown[], isOpen: boolean}}
 */
export function useMessages(onClock) {
  const [messages, setMessages] = useState(/** @type {Map<string, Shown>} */ (new Map()));
  const [isOpen, setOpen] = useState(true);
  useEffect(() => {
    /** @type {Shown[]} */
    let news = [];
    // The past comes in thousands of events; drawing after each would take minutes.
    const gather = () => {
      const gathered = news;
      news = [];
      setMessages((known) => new Map([...known, ...gathered.map((shown) => /** @type {const} */ ([shown.id, shown]))]));
    };
    return listen({
      shown: (shown) => {
        if (news.push(shown) === 1) setTimeout(gather, GATHER_MS);
      },
      clock: onClock,
      forget: () => {
        news = [];
        setMessages(new Map());
      },
      line: setOpen,
    });
  }, []);
  return { all: [...messages.values()], isOpen };
}

/**
 * How far the bot's clock is from the browser's, in milliseconds; drawn anew each minute.
 * @returns {[number, (now: string) => void]}
 */
export function useClock() {
  const [offset, setOffset] = useState(0);
  /** @param {string} now */
  const set = (now) => setOffset(Date.parse(now) - Date.now());
  useEffect(() => {
    send('GET', '/clock').then(
      ({ now }) => set(now),
      () => {},
    );
  }, []);
  useTick(MINUTE_MS);
  return [offset, set];
}

/** Draws the component again and again. @param {number} everyMs */
export function useTick(everyMs) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), everyMs);
    return () => clearInterval(timer);
  }, []);
}
