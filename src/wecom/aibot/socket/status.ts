/**
 * `standby`: another process of ours has the connection. `kicked`: a program that is not ours took it over.
 * `refused`: WeCom did not take id and secret. `exhausted`: it could not be reached for minutes.
 */
export type ConnectionState = 'standby' | 'connecting' | 'connected' | 'kicked' | 'refused' | 'exhausted';

export interface ConnectionStatus {
  state: ConnectionState;
  since: Date;
  /** Why it is not connected and what to do, a sentence for people; empty while connected. */
  reason: string;
}

export interface StatusKeeper {
  current(): ConnectionStatus;
  set(state: ConnectionState, reason: string): void;
}

/** States that do not end by themselves soon: somebody is to be told. */
const DOWN = new Set<ConnectionState>(['kicked', 'refused', 'exhausted']);

export function createStatus(now: () => Date, onChange: (status: ConnectionStatus) => void): StatusKeeper {
  let current: ConnectionStatus = { state: 'connecting', since: now(), reason: '长连接还没有开始' };
  return {
    current: () => current,
    set(state, reason) {
      const isSame = state === current.state;
      current = { state, since: isSame ? current.since : now(), reason };
      if (!isSame) onChange(current);
    },
  };
}

export function isDown({ state }: ConnectionStatus): boolean {
  return DOWN.has(state);
}

/** What keeps the bot from hearing anybody; undefined: nothing, here or in the process that has the connection. */
export function problemOf({ state, reason }: ConnectionStatus): string | undefined {
  return state === 'connected' || state === 'standby' ? undefined : reason;
}
