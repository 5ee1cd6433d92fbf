import { randomUUID } from 'node:crypto';

/** A card's id that has never been used (WeCom refuses one used before) and tells which message led to the card. */
export function newTaskId(messageId: number): string {
  return `m${messageId}-${randomUUID()}`;
}

/** Row in the inbox of the message that led to the card. */
export function messageIdOf(taskId: string): number | undefined {
  const id = /^m(\d{1,15})-/.exec(taskId)?.[1];
  return id === undefined ? undefined : Number(id);
}
