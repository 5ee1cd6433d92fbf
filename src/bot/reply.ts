/** One button of a card; its key comes back in `Message.click.key`. */
export interface Button {
  text: string;
  /** `command:value`; at most 1024 bytes. */
  key: string;
  isPrimary?: boolean;
}

/** Something to tick and send off. */
export interface Vote {
  /** Under which the ids ticked come back in `Message.click.selected`. */
  questionKey: string;
  /** Several may be ticked, or one. */
  isMultiple: boolean;
  /** Up to twenty. */
  options: { id: string; text: string; isChecked?: boolean }[];
  submit: Pick<Button, 'text' | 'key'>;
}

/** Something to tap. Texts are cut to what the client shows. */
export interface Card {
  /** Unique for ever; given by dispatch. */
  taskId: string;
  title: string;
  description?: string;
  /** Up to six labelled lines. */
  facts?: { label: string; value: string }[];
  text?: string;
  /** Up to six; none: a card that only tells (an update after a click). */
  buttons: Button[];
  /** In place of buttons, facts and text: the client shows no other part of a card to tick. */
  vote?: Vote;
}

/** Whether there is anything to tap or tick. */
export function isInteractive({ buttons, vote }: Pick<Card, 'buttons' | 'vote'>): boolean {
  return buttons.length > 0 || vote !== undefined;
}

/** One of several; shown numbered, taken by its number or its button. */
export interface Choice {
  label: string;
  /** As a button's key; of any length, since its button carries the question's number. */
  key: string;
  /** Also taken by 是, by 不用, by 都要. */
  says?: 'yes' | 'no' | 'all';
}

/** A job that finishes the answer later; see LateJob. */
export interface LateOrder {
  kind: string;
  arguments: Record<string, unknown>;
}

/** The answer to a message, before any channel's form. */
export interface Reply {
  /** Markdown; empty: say nothing. */
  text: string;
  /** Asks the sender to choose; dispatch keeps the question, numbers the lines and adds the buttons. */
  choices?: Choice[];
  /** `taskId` is added by dispatch where absent. */
  card?: Omit<Card, 'taskId'> & { taskId?: string };
  /** Opens a stream that shows `text` until the job is done. */
  late?: LateOrder;
  /** Added by dispatch: the stream's id. */
  streamId?: string;
  /** Answer to a click: replaces the clicked card, for the clicker only where `isForAll` is not set. */
  isUpdate?: boolean;
  isForAll?: boolean;
  /** Answer to a click: the card tells it all, and `text` is not said besides. */
  isOnCard?: boolean;
  /** Answer to a click: said besides, as a message of its own, where the channel can. */
  beside?: string;
}

export const NO_REPLY: Reply = { text: '' };

export function textReply(text: string): Reply {
  return { text };
}
