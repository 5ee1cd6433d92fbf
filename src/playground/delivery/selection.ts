import type { SelectedItem } from '../protocol/callback.ts';
import type { CardBody } from '../protocol/card.ts';
import { Violation } from '../protocol/violation.ts';
import type { KnownCard } from '../world/cards.ts';

/** Option ids by question. */
export type Selected = Record<string, string[]>;

/**
 * What goes with a tap on `key`: of each question on the card that is `visible` what was chosen, or what stands there.
 * @throws Violation for what cannot be chosen there.
 */
export function selectedItems(
  known: KnownCard,
  { visible, key, selected }: { visible: CardBody | undefined; key: string; selected: Selected },
): SelectedItem[] {
  const isFromMenu = visible?.menu?.actions.some((action) => action.key === key) ?? false;
  const questions = isFromMenu ? [] : (visible?.questions ?? []);
  const standing = questions.map(({ key: question, options }) => [
    question,
    options.flatMap(({ id, isChosen }) => (isChosen ? [id] : [])),
  ]);
  const chosen: Selected = { ...Object.fromEntries(standing), ...selected };
  for (const [question, ids] of Object.entries({ ...selected, ...chosen })) checkOne(known, visible, question, ids);
  return Object.entries(chosen).map(([questionKey, optionIds]) => ({ questionKey, optionIds }));
}

function checkOne(known: KnownCard, visible: CardBody | undefined, key: string, ids: string[]): void {
  const options = known.options.get(key);
  if (!options) throw new Violation('卡片上没有这一题');
  if (ids.length === 0) throw new Violation('还没有选');
  if (ids.some((id) => !options.has(id)) || new Set(ids).size < ids.length) throw new Violation('卡片上没有这个选项');
  const question = visible?.questions?.find((one) => one.key === key);
  if (question && !question.isMultiple && ids.length > 1) throw new Violation('这一题只能选一个');
}
