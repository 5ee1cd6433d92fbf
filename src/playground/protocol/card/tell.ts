import type { CardBody, CardQuestion } from '../card.ts';

/** The whole card in words, as it stands before the reader. */
export function tellCard(card: Omit<CardBody, 'text'>): string {
  const lines = [
    card.title,
    card.description,
    card.picture && `［图片］${card.picture.title} ${card.picture.description}`.trim(),
    card.emphasis && `${card.emphasis.title} ${card.emphasis.description}`.trim(),
    card.quote,
    card.detail,
    ...card.facts.map(({ label, value }) => `${label}：${value}`),
    ...(card.questions ?? []).flatMap(tellQuestion),
    [...card.buttons, ...(card.submit ? [card.submit] : [])].map(({ text }) => `［${text}］`).join(' '),
    card.spent && `（${card.spent}）`,
    card.asks?.map(({ text }) => `［${text}］`).join(' '),
    card.menu && `⋯${card.menu.text}：${card.menu.actions.map(({ text }) => text).join('／')}`,
  ];
  return lines.filter(Boolean).join('\n');
}

function tellQuestion(question: CardQuestion): string[] {
  const { title, options, isMultiple, isDisabled } = question;
  const closed = isDisabled ? ['（不能再选）'] : [];
  if (question.form === 'list') {
    const chosen = options.find(({ isChosen }) => isChosen)?.text ?? '';
    return [`${title ? `${title}：` : ''}${chosen}▾（${options.map(({ text }) => text).join('／')}）`, ...closed];
  }
  const [empty, full] = isMultiple ? ['☐', '☑'] : ['○', '●'];
  return [...options.map(({ text, isChosen }) => `${isChosen ? full : empty} ${text}`), ...closed];
}
