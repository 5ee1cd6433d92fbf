import { OWNER_LABEL, TASK_LABEL, TIME_LABEL } from './sentences.ts';

const LONGEST = 60;
const LABELS = new RegExp(`(?:^|(?<=[,，;；\\s\\n]))(?:${TASK_LABEL}|${OWNER_LABEL}|${TIME_LABEL})\\s?[:：]\\s?`, 'g');
/** Words that only lead up to what is to be done. */
const LEADING =
  /^(?:[,，、:：;；.。()（）\-\s]|(?:会议|大会|支委会|支部|大家)?(?:还|也|一致|最后|研究)*(?:决定|确定|明确|要求|议定|商定|同意|通过了?)|决议|同时|另外|此外|还有|其中|并且|然后|接着|最后|首先|其次|下一步|务必|必须|再(?!次)|并(?!排)|具体|都|均|以上|继续由|负责|(?:人员|任务|工作|具体)?分工\s?[:：]|要(?=[把将])|这边|那边|你来?)+/;
const TRAILING = /(?:[,，、:：;；.。(（\-\s]|并|且|由|和|的|要求|务必|必须|都|均|以上|全部|具体|主要|责任|分工)+$/;

/** Words that stand for what was said elsewhere. */
const NOTHING = /^(?:这|此|该|本|上述)?(?:项|件|些)?(?:任务|工作|事项|事情|事|问题|内容)?$/;

/** What is to be done, told from the words around it; empty where nothing is left. */
export function cleanTitle(text: string): string {
  const plain = text
    .replace(/\n/g, ' ')
    .replace(LABELS, '')
    .replace(LEADING, '')
    .replace(/\(\s*[,，]?\s*\)/g, '')
    .replace(/^([^(]*)\)/, '$1')
    .replace(/\s*([,，、;；])(?:\s*[,，、;；])+/g, '$1')
    .replace(TRAILING, '')
    .replace(LEADING, '')
    .replace(/\s{2,}/g, ' ')
    .trim();
  if (NOTHING.test(plain)) return '';
  const chinese = plain.replace(/(?<!\d),|,(?!\d)/g, '，').replace(/(?<!\d):|:(?!\d)/g, '：');
  return [...chinese].slice(0, LONGEST).join('');
}
