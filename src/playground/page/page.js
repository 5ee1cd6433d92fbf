// @ts-check
import { html, render, useEffect, useMemo, useState } from '../modules/htm-preact.js';
import { useClock, useMessages } from './hooks.js';
import { Conversation } from './message/conversation.js';
import { rememberPeople } from './parts/avatar.js';
import { ChatList, Speakers } from './parts/chats.js';
import { ClockMenu } from './parts/clock.js';
import { FaultMenu } from './parts/faults.js';
import { Guide } from './parts/guide.js';
import { closeMenu, Menu, openMenu } from './parts/menu.js';
import { briefOf, send } from './server.js';
import { stepsAt } from './steps.js';
import { Composer } from './writing/composer.js';

/** @typedef {import('./server.js').Shown} Shown */
/** @typedef {import('./server.js').Body} Body */
/** @typedef {import('./server.js').World} World */
/** @typedef {import('./server.js').Quote} Quote */
/** @typedef {import('./steps.js').Step} Step */

/** @param {{world: World}} props */
function Page({ world }) {
  const [offset, moveClock] = useClock();
  const { all, isOpen } = useMessages(moveClock);
  const [chat, setChat] = useState(/** @type {string | null} */ (world.groups[0]?.id ?? null));
  const [me, setMe] = useState(world.people[0]?.userid ?? '');
  const [read, setRead] = useState(/** @type {Record<string, number>} */ ({}));
  const [quote, setQuote] = useState(/** @type {Quote | undefined} */ (undefined));
  const [draft, setDraft] = useState(/** @type {{text: string} | undefined} */ (undefined));
  const [trouble, setTrouble] = useState('');

  const now = Date.now() + offset;
  const here = all.filter((shown) => isIn(shown, chat, me));
  useEffect(() => setRead((before) => ({ ...before, [keyOf(chat, me)]: here.length })), [chat, me, here.length]);
  useEffect(() => {
    setQuote(undefined);
    if (!isGroup(chat)) attempt(send('POST', '/entries', { chat, sender: me }), setTrouble);
  }, [chat, me]);

  const chats = chatsOf(world, all).map(({ id, name }) => {
    const there = all.filter((shown) => isIn(shown, id, me));
    return { id, name, last: there.at(-1), unread: id === chat ? 0 : there.length - (read[keyOf(id, me)] ?? 0) };
  });
  const speaker = world.people.find(({ userid }) => userid === me)?.name ?? me;
  const title = chats.find(({ id }) => id === chat)?.name ?? '';
  /** @param {Record<string, unknown>} message */
  const say = (message) => {
    setTrouble('');
    setQuote(undefined);
    const about = quote && { quote: { messageId: quote.messageId } };
    attempt(send('POST', '/messages', { chat, sender: me, ...message, ...about }), setTrouble);
  };
  const acts = {
    /** @param {Shown} shown */
    onQuote: (shown) => setQuote({ messageId: shown.id, brief: briefOf(shown.personal?.[me] ?? shown.body) }),
    /** @param {Body} card @param {string} key @param {Record<string, string[]>} selected */
    onTap: (card, key, selected) =>
      attempt(send('POST', '/clicks', { chat, sender: me, taskId: card.taskId, key, selected }), setTrouble),
    /** @param {string} question */
    onAsk: (question) => say({ text: isGroup(chat) ? `@${world.botName} ${question}` : question }),
    /** @param {Shown} shown @param {object} feedback */
    onRate: (shown, feedback) =>
      attempt(send('POST', '/feedback', { chat, sender: me, messageId: shown.id, ...feedback }), setTrouble),
  };
  /** @param {Step} step */
  const take = (step) => {
    closeMenu('steps');
    setChat(world.groups[0]?.id ?? null);
    if (step.speaker) setMe(step.speaker);
    if (step.line) setDraft({ text: step.line });
    // After the chat is drawn.
    else setTimeout(() => (step.place === 'clock' ? openMenu('clock') : focusOnCard()));
  };
  const isFirstVisit = isGroup(chat) && all.every((shown) => !isGroup(shown.chat));
  const guide = html`<${Guide} steps=${stepsAt(now, all)} onTake=${take} />`;
  // The same element is not drawn again: typing stays quick in a long conversation.
  const conversation = useMemo(
    () =>
      html`<${Conversation} key=${keyOf(chat, me)} shown=${here} me=${me} acts=${acts}
        welcome=${isFirstVisit ? guide : welcomeTo(chat, world)} />`,
    [all, chat, me, offset],
  );
  return html`<div class="window">
    <${ChatList} chats=${chats} chosen=${chat} me=${me} onChoose=${setChat} guide=${!isFirstVisit && guide}
      reachedBy=${world.reachedBy} />
    <main class="chat-window">
      <header class="bar">
        <h1>${title}${isGroup(chat) && html`<span class="bar-count">（${world.people.length + 1}）</span>`}</h1>
        ${!isFirstVisit && html`<${Menu} name="steps" label="试用步骤" title="步骤">${guide}<//>`}
        <${FaultMenu} world=${world} onError=${setTrouble} />
        <${ClockMenu} offset=${offset} onMoved=${moveClock} onError=${setTrouble} />
      </header>
      ${!isOpen && html`<p class="trouble" role="alert">和机器人断开了，正在重连……</p>`}
      ${trouble && html`<p class="trouble" role="alert">${trouble}<button type="button" onClick=${() => setTrouble('')}>知道了</button></p>`}
      ${conversation}
      <footer>
        <${Speakers} people=${world.people} me=${me} onChoose=${setMe} />
        <${Composer}
          isGroup=${isGroup(chat)}
          botName=${world.botName}
          speaker=${speaker}
          people=${world.people.filter(({ userid }) => userid !== me)}
          now=${now}
          draft=${draft}
          quote=${quote}
          onQuote=${setQuote}
          onSay=${say}
          onError=${setTrouble}
        />
      </footer>
    </main>
  </div>`;
}

/** @param {string | null} chat @param {World} world */
function welcomeTo(chat, { botName }) {
  const how = !isGroup(chat) ? `和${botName}一对一说话，不用@。` : `在群里要先@${botName}，它才收得到。`;
  return `${how}点下面的例子就能填好一句。`;
}

function focusOnCard() {
  const buttons = [...document.querySelectorAll('.messages .card-button')];
  const button = buttons.findLast(({ textContent }) => textContent?.trim() === '报名');
  if (button instanceof HTMLElement) button.focus();
}

/** @param {Shown} shown @param {string | null} chat @param {string} me */
function isIn(shown, chat, me) {
  return shown.chat === chat && (isGroup(chat) || shown.person === me);
}

/** Not the talk with the bot, nor that with the app. @param {string | null} chat */
function isGroup(chat) {
  return chat !== null && chat !== 'app';
}

/** @param {string | null} chat @param {string} me */
function keyOf(chat, me) {
  return isGroup(chat) ? `group:${chat}` : `${chat ?? 'single'}:${me}`;
}

/** The groups known, those that only came up in messages, and the talks with the bot and the app. @param {World} world @param {Shown[]} all */
function chatsOf({ groups, botName, hasApp }, all) {
  const known = new Set(['app', ...groups.map(({ id }) => id)]);
  const others = new Set(all.flatMap(({ chat }) => (chat === null || known.has(chat) ? [] : [chat])));
  const alone = [{ id: null, name: botName }, ...(hasApp ? [{ id: 'app', name: `${botName}（应用）` }] : [])];
  return [...groups, ...[...others].map((id) => ({ id, name: id })), ...alone];
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
