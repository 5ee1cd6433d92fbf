import { z } from 'zod';
import type { FetchedMedia } from '../../bot/attachment/keep.ts';
import type { Directory } from '../../bot/directory.ts';
import { refusalOf } from '../failure.ts';
import type { AppClient } from './client.ts';

const ALL_MISSED = 81013;
const MOST_CONVERTED = 1000;

/** What of the app's interface is used; see AppClient for what it throws. Userids go out as WeCom spells them. */
export interface AppApi extends Directory {
  /** One message to at most 1000 people; `missed`, in lower case, did not get it. */
  send(userids: readonly string[], body: { msgtype: string } & Record<string, unknown>): Promise<{ missed: string[] }>;
  /** Returns a media_id, good for three days. */
  upload(type: 'file' | 'image', file: { name: string; bytes: Uint8Array }): Promise<string>;
  download(mediaId: string): Promise<FetchedMedia>;
  /** Who signed in; undefined: nobody of this corporation. */
  identify(code: string): Promise<string | undefined>;
}

const list = z.string().default('');
const sentSchema = z.object({ invaliduser: list, unlicenseduser: list });
const uploadedSchema = z.object({ media_id: z.string().min(1) });
const userSchema = z.object({ name: z.string().optional() });
const departmentsSchema = z.object({
  department: z.array(z.object({ id: z.number(), name: z.string().default(''), parentid: z.number().default(0) })),
});
const membersSchema = z.object({
  userlist: z.array(
    z.object({ userid: z.string().min(1), name: z.string().default(''), department: z.array(z.number()).default([]) }),
  ),
});
const convertedSchema = z.object({
  userid_list: z.array(z.object({ open_userid: z.string(), userid: z.string().min(1) })).default([]),
  invalid_open_userid_list: z.array(z.string()).default([]),
});
const visitorSchema = z.object({ userid: z.string().min(1).optional() });

export function createAppApi(client: AppClient, agentId: number): AppApi {
  return {
    // https://developer.work.weixin.qq.com/document/path/90236
    async send(userids, body) {
      const json = { touser: userids.join('|'), agentid: agentId, ...body };
      try {
        const sent = await client.call({ path: 'message/send', json, isDeed: true }, sentSchema);
        return { missed: [...namesIn(sent.invaliduser), ...namesIn(sent.unlicenseduser)] };
      } catch (error) {
        if (refusalOf(error)?.errcode !== ALL_MISSED) throw error;
        return { missed: userids.map((userid) => userid.toLowerCase()) };
      }
    },
    // https://developer.work.weixin.qq.com/document/path/90253
    async upload(type, { name, bytes }) {
      const form = new FormData();
      form.set('media', new Blob([Uint8Array.from(bytes)]), name);
      return (await client.call({ path: 'media/upload', query: { type }, form }, uploadedSchema)).media_id;
    },
    download: (mediaId) => client.download({ path: 'media/get', query: { media_id: mediaId } }),
    async nameOf(userid) {
      return (await client.call({ path: 'user/get', query: { userid } }, userSchema)).name;
    },
    async departments() {
      const { department } = await client.call({ path: 'department/list' }, departmentsSchema);
      return department.map(({ id, name, parentid }) => ({ id, name, parentId: parentid }));
    },
    async members(departmentId) {
      const query = { department_id: String(departmentId) };
      const { userlist } = await client.call({ path: 'user/simplelist', query }, membersSchema);
      return userlist.map(({ userid, name, department }) => ({ userid, name, departmentIds: department }));
    },
    convert: (openUserids) => convertAll(client, openUserids),
    // https://developer.work.weixin.qq.com/document/path/91023
    async identify(code) {
      return (await client.call({ path: 'auth/getuserinfo', query: { code } }, visitorSchema)).userid;
    },
  };
}

/** https://developer.work.weixin.qq.com/document/path/101521 */
async function convertAll(client: AppClient, openUserids: readonly string[]): Promise<Map<string, string | null>> {
  const known = new Map<string, string | null>();
  for (let i = 0; i < openUserids.length; i += MOST_CONVERTED) {
    const json = { open_userid_list: openUserids.slice(i, i + MOST_CONVERTED) };
    const answer = await client.call({ path: 'batch/openuserid_to_userid', json }, convertedSchema);
    for (const id of answer.invalid_open_userid_list) known.set(id, null);
    for (const { open_userid, userid } of answer.userid_list) known.set(open_userid, userid);
  }
  return known;
}

function namesIn(joined: string): string[] {
  return joined
    .toLowerCase()
    .split('|')
    .filter((name) => name !== '');
}
