/** What a chat is tied to. */
export interface Tie {
  /** Name of the group robot that speaks in it. */
  robot: string | null;
  /** The station whose group it is. */
  unit: { id: number; name: string } | null;
}

/** What a change of the tie looked like before, so that it can be taken back. */
export interface ChatChange {
  chatId: string;
  before: Tie;
  after: Tie;
  /** Chats that lost the robot to this one. */
  takenFrom: string[];
  /** The station is known from now on. */
  isNewUnit: boolean;
}
