/** Elements whose field is not their name with underscores. */
const FIELDS: Record<string, string> = {
  KeyName: 'keyname',
  CheckBox: 'checkbox',
  AppId: 'appid',
  PagePath: 'pagepath',
  UserId: 'userid',
};
const NUMBERS = new Set(['Type', 'Style', 'DescColor', 'Mode', 'AspectRatio']);
const FLAGS = new Set(['Disable', 'IsChecked']);

/** `<TemplateCard>` as the JSON of the same card. */
export function cardOfXml(card: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(card).map(([name, value]) => [fieldOf(name), fieldValue(name, value)]));
}

/** `SubTitleText` → `sub_title_text` */
function fieldOf(name: string): string {
  return FIELDS[name] ?? name.replace(/(?!^)[A-Z]/g, '_$&').toLowerCase();
}

/** A list of one is no array in XML. */
function fieldValue(name: string, value: unknown): unknown {
  if (name.endsWith('List')) return [value].flat().map((one) => inside(one));
  if (typeof value !== 'string') return inside(value);
  if (NUMBERS.has(name)) return Number(value);
  return FLAGS.has(name) ? value === 'true' || value === '1' : value;
}

function inside(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? cardOfXml({ ...value }) : value;
}
