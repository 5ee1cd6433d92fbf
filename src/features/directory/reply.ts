import { escapeMarkdown } from '../../bot/markdown.ts';
import type { Synced } from './types.ts';

export const BEGINNING: string = '正在从企业微信读通讯录，人多的话要一两分钟……';
export const NO_APP: string =
  '还没有设置自建应用，读不到企业微信的通讯录。请在 .env 里填好 WECOM_CORP_ID、WECOM_APP_AGENT_ID、WECOM_APP_SECRET，再重新启动。';
const MOST_SHOWN = 10;

/** Counts, and what was left alone. */
export function saySynced(synced: Synced): string {
  return [...changed(synced), ...leftAlone(synced)].join('\n');
}

export function sayFailed(reason: string): string {
  return `没有读到企业微信的通讯录，什么也没有改。${escapeMarkdown(reason)}。发「通道状态」看看要怎么办，好了再发一次「同步通讯录」。`;
}

function changed(synced: Synced): string[] {
  const { departments, stations, newStations, members, added, named, renamed, placed } = synced;
  const lines = [
    `通讯录读好了：${departments} 个部门，${members} 个人。`,
    `· 名字以「站」或「支部」结尾的部门算服务站：${stations} 个，新加 ${newStations} 个`,
    `· 新加进名单 ${added} 人，补上姓名 ${named} 人，跟着企业微信改名 ${renamed} 人，补上所属站 ${placed} 人`,
  ];
  return added + named + renamed + placed + newStations === 0 ? [...lines, '和上次一样，什么也没有变。'] : lines;
}

function leftAlone({ otherwise, unusable, namesakes, unlisted }: Synced): string[] {
  const lines: string[] = [];
  if (otherwise.length > 0) {
    const shown = otherwise.map(
      ({ name, listed }) => `${escapeMarkdown(name)}（企业微信里是${escapeMarkdown(listed)}）`,
    );
    lines.push(`· 自己报过姓名的没有动 ${otherwise.length} 人：${shortList(shown)}`);
  }
  if (unusable.length > 0) {
    const shown = unusable.map(escapeMarkdown);
    lines.push(`· 企业微信里的名字带数字或符号，没有用 ${unusable.length} 人：${shortList(shown)}`);
  }
  if (namesakes.length > 0) {
    lines.push(
      `· 有同名的：${shortList(namesakes.map(escapeMarkdown))}。如果其中一位是别人代报的，请本人发一句「我是+姓名」，就归到一起`,
    );
  }
  if (unlisted > 0) lines.push(`· 用过机器人、通讯录里却没有的 ${unlisted} 人，没有动`);
  return lines.length > 0 ? ['没有动的：', ...lines] : lines;
}

function shortList(items: readonly string[]): string {
  const shown = items.slice(0, MOST_SHOWN).join('、');
  return items.length > MOST_SHOWN ? `${shown}等` : shown;
}
