import { ROLE_NAMES, type Role } from '../../bot/permission.ts';
import { type Reply, textReply } from '../../bot/reply.ts';
import { describePerson, displayName, type Naming, type Person } from './usecase.ts';

export function namingReply(naming: Naming): Reply {
  const lines = [naming.isKnown ? `${naming.name}，我记着你呢。` : `好的，${naming.name}，记住了。`];
  if (naming.isMerged) lines.push('之前别人替你报的名和记录，都归到你名下了。发「我的报名」可以看到。');
  if (naming.hasNamesake) lines.push('提醒一下：还有一位同名的，别人替你报名时会让他选是哪一位。');
  if (!naming.isKnown) lines.push('写错了就再发一次「我是+姓名」，按最后一次的算。');
  return textReply(lines.join('\n'));
}

export function roleReply(person: Person, role: Role): Reply {
  const name = displayName(person);
  if (person.role === role) return textReply(`${name} 本来就是${ROLE_NAMES[role]}，没有变。`);
  return textReply(
    `已把 ${name} 设为${ROLE_NAMES[role]}（原来是${ROLE_NAMES[person.role]}）。\n要改回去，发：设置角色 ${name} ${ROLE_NAMES[person.role]}`,
  );
}

export function roleRestored(person: Person, role: Role): string {
  return `已撤销，${displayName(person)} 又是${ROLE_NAMES[role]}了。`;
}

export function namesakesReply(people: Person[], role: Role): Reply {
  return {
    text: '有几位同名的，要设哪一位？',
    choices: people.map((person) => ({
      label: describePerson(person),
      key: `role:${JSON.stringify({ p: person.id, r: role })}`,
    })),
  };
}
