import { randomInt } from 'node:crypto';
import type { SelectedItem } from '../../protocol/callback.ts';
import { buildXml, type XmlFields } from './xml.ts';

/** Who does something in the app, and when. */
export interface AppOrigin {
  corpId: string;
  agentId: number;
  sender: string;
  at: Date;
}

/** What can be sent to an app, as it is told of it. */
export type AppContent =
  | { kind: 'text'; text: string }
  | { kind: 'image'; mediaId: string; url: string }
  | { kind: 'voice'; mediaId: string }
  | { kind: 'video'; mediaId: string };

/** https://developer.work.weixin.qq.com/document/path/90239 */
export function messageXml(origin: AppOrigin, message: { msgId: string; content: AppContent }): string {
  const { content, msgId } = message;
  return write(origin, content.kind, { ...partsOf(content), MsgId: msgId });
}

/** Of 64 bits. */
export function newMsgId(): string {
  return `7${Array.from({ length: 18 }, () => randomInt(10)).join('')}`;
}

export interface AppClick {
  cardType: string;
  taskId: string;
  key: string;
  responseCode: string;
  /** Out of the menu at the top right of the card. */
  isFromMenu: boolean;
  selected: SelectedItem[];
}

/** https://developer.work.weixin.qq.com/document/path/90240 */
export function clickXml(origin: AppOrigin, click: AppClick): string {
  const { cardType, taskId, key, responseCode, isFromMenu, selected } = click;
  const items = selected.map(({ questionKey, optionIds }) => ({
    QuestionKey: questionKey,
    OptionIds: { OptionId: optionIds },
  }));
  return eventXml(origin, isFromMenu ? 'template_card_menu_event' : 'template_card_event', {
    ...{ EventKey: key, TaskId: taskId, CardType: cardType, ResponseCode: responseCode },
    ...(items.length > 0 && { SelectedItems: { SelectedItem: items } }),
  });
}

/** `name`: `enter_agent`. */
export function eventXml(origin: AppOrigin, name: string, fields: XmlFields = { EventKey: '' }): string {
  return write(origin, 'event', { Event: name, ...fields });
}

function write({ corpId, agentId, sender, at }: AppOrigin, msgType: string, fields: XmlFields): string {
  const createTime = Math.floor(at.getTime() / 1000);
  const head = { ToUserName: corpId, FromUserName: sender, CreateTime: createTime, MsgType: msgType };
  return buildXml({ ...head, ...fields, AgentID: agentId });
}

function partsOf(content: AppContent): XmlFields {
  switch (content.kind) {
    case 'text':
      return { Content: content.text };
    case 'image':
      return { PicUrl: content.url, MediaId: content.mediaId };
    case 'voice':
      return { MediaId: content.mediaId, Format: 'amr' };
    case 'video':
      return { MediaId: content.mediaId, ThumbMediaId: content.mediaId };
  }
}
