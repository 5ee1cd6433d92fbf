/** Characters that sound alike, for the two of a command word. */
const WORDS: readonly { word: string; sounds: [string, string] }[] = [
  { word: '报名', sounds: ['报抱爆暴宝保包鲍豹饱', '名民明铭鸣敏命'] },
  { word: '签到', sounds: ['签千牵迁钱欠', '到道倒导稻'] },
  { word: '签退', sounds: ['签千牵迁钱欠', '退推腿'] },
  { word: '补录', sounds: ['补捕部卜', '录路陆露鹿绿'] },
  { word: '补登', sounds: ['补捕部卜', '登灯等'] },
  { word: '取消', sounds: ['取曲娶去', '消肖削宵销'] },
  { word: '请假', sounds: ['请情清晴', '假价架驾嫁'] },
  { word: '接龙', sounds: ['接结街', '龙笼隆'] },
  { word: '名单', sounds: ['名民明铭', '单丹但'] },
  { word: '捐赠', sounds: ['捐娟绢', '赠增憎'] },
  { word: '捐款', sounds: ['捐娟绢', '款宽'] },
  { word: '总结', sounds: ['总宗纵', '结节洁杰'] },
  { word: '例会', sounds: ['例列历', '会汇惠'] },
];

/** 抱个名, 报各名. */
const SPLIT_WRONG = /(?<![\u4e00-\u9fff])[报抱爆暴](个|一下)[名民明](?![\u4e00-\u9fff])/g;

/** Words in their own right, or halves of such. */
const REAL = /^(?:保命|报命|报明|包名|保明|清价|去消|明单|民单|列会|历会|历惠|千名|总杰)$/;

const WRONG = new RegExp(WORDS.map(({ sounds: [first, second] }) => `[${first}][${second}]`).join('|'), 'g');
/** Nothing before that the first character could belong to, nothing behind that the second could. */
const BEFORE = /(?:^|[\s,，。;；:：!！?？#]|帮我|给我|我要|我想|取消)$/;
const AFTER =
  /^(?:$|[\s,，。;；:：!！?？@\d\u2460-\u24ff]|今天|明天|后天|大后天|昨天|前天|周[一二三四五六日末]|下周|本周|这周|上周|星期|礼拜|[一二三四五六七八九十]{1,2}[月号日])/;

/** The second character belongs to the next word: 补路灯, 报民生. */
const OTHER_WORD = /^[面灯基沿牌生政族众警间歌企营办国心意志馆子口命理旗义单字次费货售]/;

/** Command words typed wrongly with no doubt (抱名, 签道, 补路) as meant; as long as before, so that offsets hold. */
export function correctTypos(text: string): string {
  return text.replace(SPLIT_WRONG, '报$1名').replace(WRONG, (typed, at: number) => {
    const meant = WORDS.find(
      ({ sounds: [first, second] }) => first.includes(typed.charAt(0)) && second.includes(typed.charAt(1)),
    );
    if (!meant || typed === meant.word || REAL.test(typed)) return typed;
    const [before, after] = [text.slice(Math.max(0, at - 3), at), text.slice(at + 2, at + 6)];
    // 4. 包明: a name in a list.
    if (/\d\s?[.、)]\s?$/.test(before)) return typed;
    const isClear = before.trim() === '' && at < 4 && !OTHER_WORD.test(after);
    return isClear || (BEFORE.test(before) && AFTER.test(after)) ? meant.word : typed;
  });
}
