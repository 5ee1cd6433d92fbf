import type { Material } from '../render.ts';
import { checkFact, checkOthers, checkPieces } from './fact.ts';
import { checkFigure } from './figure.ts';
import { KINDS } from './kinds.ts';
import { checkMeaning } from './meaning.ts';
import { type Ground, piecesOf, takeApart } from './sentence.ts';

/** Why a reference may not stand where it stands; undefined: all may. */
export function findMisuse(sentence: string, ground: Ground): string | undefined {
  const parts = takeApart(sentence, ground.material);
  const unknown = parts.find((part) => !part.figure && !part.fact);
  if (unknown) return `没有 {${unknown.id}} 这个引用`;
  if (!parts.some(({ figure, fact }) => figure || (fact && KINDS[fact.kind].isBasis))) return '没有数据或活动作依据';
  for (const [index, { figure, fact }] of parts.entries()) {
    const place = { parts, index, ground };
    const wrong = figure ? (checkFigure(figure, place) ?? checkMeaning(figure, place)) : fact && checkFact(fact, place);
    if (wrong) return wrong;
  }
  return checkOthers(parts, ground) ?? checkPieces(piecesOf(sentence, ground.material), ground);
}

/** `{F3}人次` → `{F3}`: the unit is put in with the value. */
export function withoutRepeatedUnits(sentence: string, { figures }: Material): string {
  return sentence.replace(/\{(F[1-9]\d*)\}(\p{Script=Han}{1,3})/gu, (written, id: string, after: string) => {
    const unit = figures.get(id)?.unit ?? '';
    return unit !== '' && after.startsWith(unit) ? `{${id}}${after.slice(unit.length)}` : written;
  });
}
