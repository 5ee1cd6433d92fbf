/** What of the association's own goes on to somebody. */
const GIVEN =
  /拨发|拨付|拨给|拨了|转赠|转交|转送|资助(?:了)?给|(?:发放|发给|送去|送上)[^,，。]{0,16}(?:救助金|慰问金|助学金|帮扶金|善款|慰问品)|^(?:支出|捐出|赠出|送出)/;
const NAME = '([\\u4e00-\\u9fffA-Za-z0-9（）()·]{2,24}?)';
const RECEIVERS: readonly RegExp[] = [
  new RegExp(`(?:向|给|为|对)${NAME}(?:拨发|拨付|发放|捐赠|捐助|捐款|送去|送上|赠送|转赠|转交|转送|支付)`),
  new RegExp(
    `(?:转赠|转交|转送|拨给|发给|送给|捐给|资助给|拨付给|拨发给|给)(?:了|给)?${NAME}(?=$|[\\s,，。;；:：]|\\d|[一二两三四五六七八九十百千万]+[元份套件袋])`,
  ),
];

/** To whom it was given on; undefined: it was given to the association. Null: given on, not said to whom. */
export function receiverOf(text: string): string | null | undefined {
  if (!GIVEN.test(text)) return undefined;
  for (const words of RECEIVERS) {
    const [, name] = words.exec(text) ?? [];
    if (name) return name;
  }
  return null;
}
