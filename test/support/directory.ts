import type { Department, Directory, Member } from '../../src/bot/directory.ts';

export interface FakeDirectory extends Directory {
  departmentList: Department[];
  people: Member[];
  /** Whom encrypted userids stand for. */
  encrypted: Map<string, string>;
  /** What was asked, in order. */
  asked: string[];
  /** Each question waits for this first; it may throw. */
  before: () => Promise<void>;
}

/** An address book in memory. */
export function fakeDirectory(): FakeDirectory {
  const directory: FakeDirectory = {
    departmentList: [],
    people: [],
    encrypted: new Map(),
    asked: [],
    before: async () => undefined,
    async nameOf(userid) {
      await ask(`nameOf ${userid}`);
      return directory.people.find((one) => one.userid.toLowerCase() === userid.toLowerCase())?.name;
    },
    async departments() {
      await ask('departments');
      return directory.departmentList;
    },
    async members(departmentId) {
      await ask(`members ${departmentId}`);
      return directory.people.filter(({ departmentIds }) => departmentIds.includes(departmentId));
    },
    async convert(openUserids) {
      await ask(`convert ${openUserids.join(' ')}`);
      return new Map(openUserids.map((id) => [id, directory.encrypted.get(id) ?? null]));
    },
  };
  async function ask(what: string): Promise<void> {
    directory.asked.push(what);
    await directory.before();
  }
  return directory;
}
