// @ts-check
import { html, render, useEffect, useLayoutEffect, useRef, useState } from '../modules/htm-preact.js';
import { rememberPeople } from './parts/avatar.js';
import { ChatList, Speakers } from './parts/chats.js';
import { Composer } from './parts/composer.js';
import { Message, TimeLine } from './parts/message.js';
import { ClockMenu, FaultMenu } from './parts/settings.js';
import { listen, send } from './server.js';

/** @typedef {import('./server.js').Shown} Shown */
/** @typedef {import('./server.js').Body} Body */
/** @typedef {import('./server.js').World} World */

/** @param {{world: World}} props */
function Page({ world }) {
  const [messages, setMessages] = useState(/** @type {Map<string, Shown>} */ (new Map()));
  const [chat, setChat] = useState(/** @type {string | null} */ (world.groups[0]?.id ?? null));
  const [me, setMe] = useState(world.people[0]?.userid ?? '');
  const [read, setRead] = useState(/** @type {Record<string, number>} */ ({}));
  const [quote, setQuote] = useState(/** @type {string | undefined} */ (undefined));
  const [trouble, setTrouble] = useState('');
  const [isOpen, setOpen] = useState(true);
  const [now, moveClock] = useClock();

  useEffect(
    () =>
      listen({
        shown: (shown) => setMessages((known) => new Map(known).set(shown.id, shown)),
        clock: moveClock,
        forget: () => setMessages(new Map()),
        line: setOpen,
      }),
    [],
  );
  const all = [...messages.values()];
  const here = all.filter((shown) => isIn(shown, chat, me));
  useEffect(() => setRead((before) => ({ ...before, [keyOf(chat, me)]: here.length })), [chat, me, here.length]);
  useEffect(() => {
    setQuote(undefined);
    if (chat === null) attempt(send('POST', '/entries', { sender: me }), setTrouble);
  }, [chat, me]);

  const groups = [...world.groups, ...strangeGroups(all, world)];
  const chats = [...groups, { id: null, name: world.botName }].map(({ id, name }) => {
    const there = all.filter((shown) => isIn(shown, id, me));
    return { id, name, last: there.at(-1), unread: there.length - (read[keyOf(id, me)] ?? 0) };
  });
  const speaker = world.people.find(({ userid }) => userid === me)?.name ?? me;
  const title = chats.find(({ id }) => id === chat)?.name ?? '';
  /** @param {string} text */
  const say = (text) => {
    setTrouble('');
    setQuote(undefined);
    attempt(send('POST', '/messages', { chat, sender: me, text, ...(quote !== undefined && { quote }) }), setTrouble);
  };
  /** @param {Body} card @param {string} key */
  const tap = (card, key) =>
    attempt(send('POST', '/clicks', { chat, sender: me, taskId: card.taskId, key }), setTrouble);

  return html`<div class="window">
    <${ChatList} chats=${chats} chosen=${chat} me=${me} onChoose=${setChat} />
    <main class="chat-window">
      <header class="bar">
        <h1>${title}${chat !== null && html`<span class="bar-count">（${world.people.length + 1}）</span>`}</h1>
        <${FaultMenu} onError=${setTrouble} />
        <${ClockMenu} now=${now} onMoved=${moveClock} onError=${setTrouble} />
      </header>
      ${!isOpen && html`<p class="trouble" role="alert">和机器人断开了，正在重连……</p>`}
      ${trouble && html`<p class="trouble" role="alert">${trouble}<button type="button" onClick=${() => setTrouble('')}>知道了</button></p>`}
      <${Conversation} shown=${here} me=${me} botName=${world.botName} isGroup=${chat !== null} onQuote=${setQuote} onTap=${tap} />
      <footer>
        <${Speakers} people=${world.people} me=${me} onChoose=${setMe} />
        <${Composer}
          isGroup=${chat !== null}
          botName=${world.botName}
          speaker=${speaker}
          people=${world.people.filter(({ userid }) => userid !== me)}
          now=${now}
          quote=${quote}
          onQuote=${setQuote}
          onSay=${say}
        />
      </footer>
    </main>
  </div>`;
}

/**
 * The messages of one chat, the newest in view.
 * @param {{shown: Shown[], me: string, botName: string, isGroup: boolean, onQuote: (text: string) => void,
 *   onTap: (card: Body, key: string) => Promise<void>}} props
 */
function Conversation({ shown, me, botName, isGroup, onQuote, onTap }) {
  const list = useRef(/** @type {HTMLOListElement | null} */ (null));
  useLayoutEffect(() => {
    if (list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [shown.length, shown.at(-1)]);
  return html`<ol class="messages" ref=${list} role="log" aria-live="polite" aria-label="消息" tabindex="0">
    ${
      shown.length === 0 &&
      html`<li class="welcome">
        ${isGroup ? `在群里说话，机器人只听得到提到它的：先输入 @${botName}，再说事。` : `和${botName}一对一说话，不用@。`}
        点下面的例子就能填好一句。
      </li>`
    }
    ${shown.flatMap((one, index) => [
      html`<${TimeLine} key=${`time-${one.id}`} shown=${one} before=${shown[index - 1]} />`,
      html`<${Message} key=${one.id} shown=${one} me=${me} botName=${botName} onQuote=${onQuote} onTap=${onTap} />`,
    ])}
  </ol>`;
}

/** The bot's time, going on between the looks at it. @returns {[number, (now: string) => void]} */
function useClock() {
  const [offset, setOffset] = useState(0);
  const [, tick] = useState(0);
  /** @param {string} now */
  const set = (now) => setOffset(Date.parse(now) - Date.now());
  useEffect(() => {
    send('GET', '/clock').then(
      ({ now }) => set(now),
      () => {},
    );
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return [Date.now() + offset, set];
}

/** @param {Shown} shown @param {string | null} chat @param {string} me */
function isIn(shown, chat, me) {
  return shown.chat === chat && (chat !== null || shown.person === me);
}

/** @param {string | null} chat @param {string} me */
function keyOf(chat, me) {
  return chat ?? `single:${me}`;
}

/** Groups that only came up in messages. @param {Shown[]} all @param {World} world */
function strangeGroups(all, world) {
  const known = new Set(world.groups.map(({ id }) => id));
  const others = new Set(all.flatMap(({ chat }) => (chat === null || known.has(chat) ? [] : [chat])));
  return [...others].map((id) => ({ id, name: id }));
}

/** @param {Promise<unknown>} work @param {(text: string) => void} onError */
async function attempt(work, onError) {
  try {
    await work;
  } catch (error) {
    onError(error instanceof Error ? error.message : String(error));
  }
}

const root = document.getElementById('page');
if (root) {
  /** @type {World} */
  const world = await send('GET', '/world');
  rememberPeople(world.people.map(({ userid }) => userid));
  render(html`<${Page} world=${world} />`, root);
}
