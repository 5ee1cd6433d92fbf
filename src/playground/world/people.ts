export interface Person {
  userid: string;
  name: string;
  duty: string;
}

export interface Group {
  id: string;
  name: string;
}

/** Invented, as are the groups. */
export const PEOPLE: readonly Person[] = [
  { userid: 'wangfang', name: '王芳', duty: '志愿者' },
  { userid: 'liqiang', name: '李强', duty: '志愿者' },
  { userid: 'chenjing', name: '陈静', duty: '支委' },
  { userid: 'zhaomin', name: '赵敏', duty: '书记' },
  { userid: 'sunhao', name: '孙浩', duty: '站长' },
  { userid: 'zhouli', name: '周丽', duty: '志愿者' },
  { userid: 'wulei', name: '吴磊', duty: '志愿者' },
  { userid: 'hexiulan', name: '何秀兰', duty: '老党员' },
];

const NAMED_GROUPS: readonly Group[] = [
  { id: 'group-1', name: '区志愿者协会支部群' },
  { id: 'group-2', name: '城东志愿服务站群' },
];

/** The two named groups, then those that only have a robot. */
export function groupsWith(robotGroups: readonly string[]): Group[] {
  const others = robotGroups.filter((id) => !NAMED_GROUPS.some((group) => group.id === id));
  return [...NAMED_GROUPS, ...others.map((id) => ({ id, name: id }))];
}

export function nameOf(userid: string): string {
  return PEOPLE.find((person) => person.userid === userid)?.name ?? userid;
}

/** `<@wangfang>` as the client shows it. */
export function showMentions(text: string): string {
  return text.replace(/<@([\w.@-]{1,64})>/g, (_, userid: string) => `@${nameOf(userid)}`);
}
