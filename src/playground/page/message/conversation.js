// @ts-check
import { html, useLayoutEffect, useRef, useState } from '../../modules/htm-preact.js';
import { Message, TimeLine } from './message.js';

/** @typedef {import('../server.js').Shown} Shown */

const PAGE_SIZE = 200;
const NEAR_PX = 120;

/**
 * The messages of one chat. The newest comes into view, unless somebody reads further up.
 * @param {{shown: Shown[], me: string, welcome: unknown, acts: import('./message.js').Acts}} props
 */
export function Conversation({ shown, me, welcome, acts }) {
  const list = useRef(/** @type {HTMLOListElement | null} */ (null));
  const isAtEnd = useRef(true);
  /** Height below what is in view, to be kept when earlier messages come in above. */
  const kept = useRef(/** @type {number | undefined} */ (undefined));
  const start = useRef(0);
  const [pages, setPages] = useState(1);
  const newest = shown.at(-1);
  // Nothing is taken away above what somebody reads.
  if (isAtEnd.current || start.current > shown.length) start.current = Math.max(shown.length - PAGE_SIZE, 0);
  const earlier = start.current;
  useLayoutEffect(() => {
    const box = list.current;
    if (!box) return;
    const isMine = newest?.author.kind === 'person' && newest.author.userid === me;
    if (isAtEnd.current || isMine) box.scrollTop = box.scrollHeight;
  }, [shown.length, newest]);
  useLayoutEffect(() => {
    const box = list.current;
    if (box && kept.current !== undefined) box.scrollTop = box.scrollHeight - kept.current;
    kept.current = undefined;
  }, [pages]);

  const onScroll = () => {
    const box = list.current;
    if (box) isAtEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
  };
  const showEarlier = () => {
    if (list.current) kept.current = list.current.scrollHeight - list.current.scrollTop;
    isAtEnd.current = false;
    start.current = Math.max(earlier - PAGE_SIZE, 0);
    setPages(pages + 1);
  };
  return html`<ol class="messages" ref=${list} role="log" aria-live="polite" aria-label="消息" tabindex="0" onScroll=${onScroll}>
    ${shown.length === 0 && html`<li class="welcome">${welcome}</li>`}
    ${earlier > 0 && html`<li class="earlier"><button class="more" type="button" onClick=${showEarlier}>看更早的 ${earlier} 条</button></li>`}
    ${shown
      .slice(earlier)
      .flatMap((one, index, all) => [
        html`<${TimeLine} key=${`time-${one.id}`} shown=${one} before=${all[index - 1]} />`,
        html`<${Message} key=${one.id} shown=${one} me=${me} acts=${acts} />`,
      ])}
  </ol>`;
}
