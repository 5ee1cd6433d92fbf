/** Measure words of what reports count, the longer before what they begin with. For use in a pattern. */
export const MEASURE_WORD =
  '人次|户次|场次|车次|平方米|平方公里|平方千米|立方米|公里|千米|公斤|千克|公升|公顷|毫升|人|名|位|户|家|份|张|套|册|本|棵|株|斤|吨|克|袋|包|个|件|条|块|面|幅|处|场|次|辆|台|顶|部|艘|架|瓶|箱|盒|只|把|支|枝|副|双|床|盆|桶|亩|期|篇|例|项|起|堆|车|米|升|桌|组|枚|提|筐|捆|盏|块|道|座|间|所|种|批|元|万元|小时|课时|节';
