import { Violation } from '../protocol/violation.ts';
import type { Faults } from '../world/faults.ts';
import { DEPARTMENTS, openUseridOf, PEOPLE, type Person, ROOT } from '../world/people.ts';

/** The people the app may see and write to. */
export interface Directory {
  /** Userids are the same whatever their capitals. */
  find(userid: string): Person | undefined;
  all(): Person[];
  /** Of the department and those below it; undefined for an unknown one. */
  below(departmentId: number): Person[] | undefined;
  /** Of this department alone. @throws Violation 60003 for an unknown one. */
  in(departmentId: number): Person[];
}

export function createDirectory(faults: () => Faults): Directory {
  const all = () => PEOPLE.filter(({ userid }) => !faults().appHides?.includes(userid));
  const isKnown = (id: number) => DEPARTMENTS.some((department) => department.id === id);
  return {
    all,
    find: (userid) => all().find((person) => person.userid === userid.toLowerCase()),
    below(departmentId) {
      if (!isKnown(departmentId)) return undefined;
      return departmentId === ROOT ? all() : all().filter(({ departments }) => departments.includes(departmentId));
    },
    in(departmentId) {
      if (!isKnown(departmentId)) throw new Violation('department not found', 60_003);
      return all().filter(({ departments }) => departments.includes(departmentId));
    },
  };
}

/** https://developer.work.weixin.qq.com/document/path/90200 */
export function simpleUser({ userid, name, departments }: Person): object {
  return { userid, name, department: departments, open_userid: openUseridOf(userid) };
}
