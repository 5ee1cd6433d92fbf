import type { Content } from './content.ts';
import type { DueItem } from './outbox.ts';

const MOST_TOGETHER = 10;
const BETWEEN = '\n\n';

/**
 * Groups the items of one target, which are due in this order, into messages: reminders for one person go together.
 * Those that were tried together stay together, and nothing joins them.
 */
export function bundle(items: readonly DueItem[]): DueItem[][] {
  const bundles: DueItem[][] = [];
  for (const item of items) {
    const last = bundles.at(-1);
    if (last && last.length < MOST_TOGETHER && goTogether(last, item)) last.push(item);
    else bundles.push([item]);
  }
  return bundles;
}

/** All of it in one message; a single one as it is, with its card. */
export function contentOf(items: readonly DueItem[]): Content | undefined {
  const [first, second] = items;
  if (!second) return first?.content;
  return { kind: 'text', text: items.map(({ content }) => textOf(content)).join(BETWEEN) };
}

function goTogether([first]: readonly DueItem[], item: DueItem): boolean {
  if (!first || !canJoin(first) || !canJoin(item)) return false;
  return first.bundle === null ? item.bundle === null : item.bundle === first.bundle;
}

function canJoin({ isReminder, target, content, bundle: known, tries }: DueItem): boolean {
  return isReminder && target.kind === 'person' && content.kind === 'text' && (known !== null || tries === 0);
}

function textOf(content: Content): string {
  return content.kind === 'text' ? content.text : '';
}
