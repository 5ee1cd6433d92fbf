/**
 * `standby`: another process of ours has the connection. `kicked`: a program that is not ours took it over.
 * `refused`: WeCom did not take id and secret. `exhausted`: it could not be reached for minutes.
 */
export type ConnectionState = 'standby' | 'connecting' | 'connected' | 'kicked' | 'refused' | 'exhausted';

export interface ConnectionStatus {
  state: ConnectionState;
  since: Date;
  /** Since when it has not been connected, whatever was tried meanwhile; while connected: since when it is. */
  lostAt: Date;
  /** Why it is not connected and what to do, a sentence for people; empty while connected. */
  reason: string;
}

export interface StatusKeeper {
  current(): ConnectionStatus;
  set(state: ConnectionState, reason: string): void;
}

/** States in which messages are heard, here or in another process. */
const STANDING = new Set<ConnectionState>(['connected', 'standby']);
/** States that do not end by themselves soon: somebody is to be told. */
const DOWN = new Set<ConnectionState>(['kicked', 'refused', 'exhausted']);

export function createStatus(now: () => Date, onChange: (status: ConnectionStatus) => void): StatusKeeper {
  let current: ConnectionStatus = { state: 'connecting', since: now(), lostAt: now(), reason: '长连接还没有开始' };
  return {
    current: () => current,
    set(state, reason) {
      const isSame = state === current.state;
      const isAsBefore = STANDING.has(state) === STANDING.has(current.state);
      const at = now();
      current = { state, since: isSame ? current.since : at, lostAt: isAsBefore ? current.lostAt : at, reason };
      if (!isSame) onChange(current);
    },
  };
}

export function isDown({ state }: ConnectionStatus): boolean {
  return DOWN.has(state);
}

/** What keeps the bot from hearing anybody, and for how long it has; undefined: nothing, here or in the process that has the connection. */
export function problemOf({ state, reason, lostAt }: ConnectionStatus, now: Date): string | undefined {
  if (STANDING.has(state)) return undefined;
  const minutes = Math.floor((now.getTime() - lostAt.getTime()) / 60_000);
  return minutes < 1 ? reason : `已经 ${minutes} 分钟没有连上企业微信。${reason}`;
}
