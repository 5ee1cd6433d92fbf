import type { Place } from '../protocol/callback.ts';
import type { CardBody } from '../protocol/card.ts';
import type { PassiveReply } from '../protocol/reply.ts';
import type { Cards } from '../world/cards.ts';
import type { Author, Log, Shown } from '../world/log.ts';
import { type MediaStore, urlOf } from '../world/media.ts';
import { plainUserid, showMentions } from '../world/people.ts';

/** One thing a person did, and all that answers it. */
export interface Exchange {
  msgid: string;
  place: Place;
  sender: string;
}

/** Shows in the chat what the bot answers. */
export interface Presenter {
  /** Returns the message of an open stream. */
  present(exchange: Exchange, reply: PassiveReply): Shown | undefined;
  /** The stream `shown` as it is now. */
  refresh(exchange: Exchange, shown: Shown, reply: PassiveReply): void;
  /** The stream `shown` stays as it is. */
  endStream(exchange: Exchange, shown: Shown): void;
  /** @throws Violation 42014 for a task id seen before. */
  showCard(card: CardBody, where: { place: Place; author: Author; quote?: string }, cause?: string): void;
  notice(exchange: Exchange, text: string): void;
}

export function createPresenter(world: {
  log: Log;
  cards: Cards;
  media: MediaStore;
  botName: string;
  now: () => Date;
}): Presenter {
  const { log, cards, media } = world;
  const bot: Author = { kind: 'bot', name: world.botName };

  const showCard: Presenter['showCard'] = (card, where, cause) => {
    const register = cards.reserve(card, where.place);
    register(log.add({ ...where, ...withFeedback(card), body: card }, cause).id);
  };

  /** The card's task id is taken before anything is shown: where it was used before, nothing is. */
  function withExtras({ msgid, place }: Exchange, reply: PassiveReply, show: () => void): void {
    const { card } = reply;
    const register = card && cards.reserve(card, place);
    show();
    if (card) register?.(log.add({ place, author: bot, ...withFeedback(card), body: card }, msgid).id);
    for (const [index, data] of (reply.stream?.images ?? []).entries()) {
      const name = `图片${index + 1}.${data[0] === 0xff ? 'jpg' : 'png'}`;
      const url = urlOf(media.keep({ name, data, uploadedAt: world.now() }));
      log.add({ place, author: bot, body: { kind: 'image', text: '［图片］', url } }, msgid);
    }
  }

  return {
    showCard,
    present(exchange, reply) {
      const { msgid, place } = exchange;
      const { stream, text } = reply;
      let shown: Shown | undefined;
      withExtras(exchange, reply, () => {
        if (reply.update) replaceCard(world, exchange, reply.update);
        if (text !== undefined) log.add({ place, author: bot, body: { kind: 'text', text } }, msgid);
        if (stream) shown = log.add({ place, author: bot, ...withFeedback(stream), body: streamBody(stream) }, msgid);
      });
      return stream?.isFinished ? undefined : shown;
    },
    refresh(exchange, shown, reply) {
      const { stream } = reply;
      withExtras(exchange, reply, () => {
        if (stream) log.replace(shown.id, { body: streamBody(stream) }, exchange.msgid);
      });
    },
    endStream({ msgid }, shown) {
      const body = log.find(shown.id)?.body;
      if (body?.kind === 'markdown') log.replace(shown.id, { body: { kind: 'markdown', text: body.text } }, msgid);
    },
    notice({ msgid, place }, text) {
      log.add({ place, author: { kind: 'notice' }, body: { kind: 'text', text } }, msgid);
    },
  };
}

function replaceCard(
  { log, cards }: { log: Log; cards: Cards },
  exchange: Exchange,
  { card, userids }: { card: CardBody; userids?: string[] },
): void {
  const shownId = cards.update(card);
  const isForSome = userids !== undefined && exchange.place.chat !== null;
  const change = { body: card, tappedBy: exchange.sender, ...(isForSome && { userids: userids.map(plainUserid) }) };
  log.replace(shownId, change, exchange.msgid);
}

function withFeedback({ feedbackId }: { feedbackId?: string }): Pick<Shown, 'feedbackId'> {
  return feedbackId === undefined ? {} : { feedbackId };
}

function streamBody(stream: NonNullable<PassiveReply['stream']>): Shown['body'] {
  return { kind: 'markdown', text: showMentions(stream.text), ...(!stream.isFinished && { isTyping: true }) };
}
