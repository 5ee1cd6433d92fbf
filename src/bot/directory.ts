/** The corporation's address book, where a self-built app is set up; each may throw an AppError of WeCom's codes. */
export interface Directory {
  /** Undefined where WeCom gives none. */
  nameOf(userid: string): Promise<string | undefined>;
  departments(): Promise<Department[]>;
  /** Of this department alone, not of those below it. */
  members(departmentId: number): Promise<Member[]>;
  /** Whom each encrypted userid stands for; null: it is none. */
  convert(openUserids: readonly string[]): Promise<Map<string, string | null>>;
}

export interface Department {
  id: number;
  name: string;
  parentId: number;
}

export interface Member {
  /** As WeCom spells it. */
  userid: string;
  name: string;
  departmentIds: number[];
}
