/** What a channel takes and its client shows of a card; lengths in characters, cut and not refused. */
export interface CardLimits {
  kinds: readonly CardKind[];
  title: number;
  description: number;
  source: number;
  detail: number;
  /** An option of a vote. */
  voteOption: number;
  /** An option of a list. */
  listOption: number;
  /** Whether a fact may open an attachment. */
  hasAttachments: boolean;
  /** Whether a button may open a page. */
  hasLinkButtons: boolean;
  /** Whether `multiple_interaction` must have a task id. */
  needsTaskId: boolean;
  /** Whether an update may put one grey word in place of the buttons. */
  hasReplaceText: boolean;
}

const KINDS = ['text_notice', 'news_notice', 'button_interaction', 'vote_interaction', 'multiple_interaction'] as const;

export type CardKind = (typeof KINDS)[number];

/** An AI bot's: https://developer.work.weixin.qq.com/document/path/101032 */
export const AIBOT_CARD: CardLimits = {
  kinds: KINDS,
  ...{ title: 26, description: 30, source: 13, detail: 112, voteOption: 11, listOption: 10 },
  ...{ hasAttachments: false, hasLinkButtons: false, needsTaskId: false, hasReplaceText: false },
};

/** A self-built app's: https://developer.work.weixin.qq.com/document/path/90236 */
export const APP_CARD: CardLimits = {
  kinds: KINDS,
  ...{ title: 36, description: 44, source: 20, detail: 160, voteOption: 17, listOption: 16 },
  ...{ hasAttachments: true, hasLinkButtons: true, needsTaskId: true, hasReplaceText: true },
};

/** A group robot's: https://developer.work.weixin.qq.com/document/path/99110 */
export const ROBOT_CARD: CardLimits = {
  ...AIBOT_CARD,
  kinds: ['text_notice', 'news_notice'],
  hasAttachments: true,
};
