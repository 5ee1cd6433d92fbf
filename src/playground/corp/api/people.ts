import { z } from 'zod';
import { parse } from '../../protocol/parse.ts';
import { Violation } from '../../protocol/violation.ts';
import { DEPARTMENTS, openUseridOf, ROOT } from '../../world/people.ts';
import { type Directory, simpleUser } from '../directory.ts';

const MAX_CONVERTED = 1000;

const conversionSchema = z.object({
  open_userid_list: z.array(z.string()).min(1, '不能空').max(MAX_CONVERTED, `最多 ${MAX_CONVERTED} 个`),
});

/** `user/get`: phone, mail and the like are withheld (https://developer.work.weixin.qq.com/document/path/90196). @throws Violation 60111 */
export function getUser(directory: Directory, userid: string): object {
  const person = directory.find(userid);
  if (!person) throw new Violation('userid not found', 60_111);
  return { ...simpleUser(person), main_department: person.departments[0], position: person.duty, status: 1 };
}

/** `user/simplelist`: of this department alone. @throws Violation 60003 */
export function listUsers(directory: Directory, departmentId: string): object {
  return { userlist: directory.in(idOf(departmentId)).map(simpleUser) };
}

/** `department/list`: https://developer.work.weixin.qq.com/document/path/90208. `id` empty: all. @throws Violation 60003 */
export function listDepartments(id: string): object {
  const top = id === '' ? ROOT : idOf(id);
  const found = DEPARTMENTS.filter((one) => one.id === top || one.parentId === top);
  if (found.length === 0) throw new Violation('department not found', 60_003);
  const department = found.map(({ id, name, parentId }, index) => ({
    ...{ id, name, name_en: '', department_leader: [], parentid: parentId, order: 100_000_000 - index },
  }));
  return { department };
}

/** https://developer.work.weixin.qq.com/document/path/101521: one that is not encrypted is invalid. @throws Violation */
export function convertUserids(directory: Directory, message: unknown): object {
  const { open_userid_list } = parse(conversionSchema, message);
  const found = open_userid_list.map((open_userid) => ({
    open_userid,
    userid: directory.all().find(({ userid }) => openUseridOf(userid) === open_userid)?.userid,
  }));
  return {
    userid_list: found.filter(({ userid }) => userid !== undefined),
    invalid_open_userid_list: found.flatMap(({ open_userid, userid }) => (userid === undefined ? [open_userid] : [])),
  };
}

function idOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Violation('invalid department id', 40_058);
  return Number(text);
}
