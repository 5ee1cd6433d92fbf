import type { Page, PageContext } from '../../bot/page.ts';
import { type Day, formatDay } from '../../language/day.ts';
import { originsOf } from '../transfer/usecase/origin.ts';
import { ROWS_A_PAGE, rowsOnPage } from './reply.ts';
import { findLatestDraft, type KeptDraft } from './store/draft.ts';
import type { Figure } from './types.ts';
import { formatFigure, formatNumber } from './usecase/render.ts';
import { rowsFile } from './usecase/rows.ts';
import { nameSource, STATUS_NAMES } from './usecase/source.ts';

const PATH = '/console/figures';

/** Every figure of the newest draft with its rule, its first rows, and all of them as an Excel file. */
export const figuresPage: Page = {
  path: PATH,
  title: '总结数据',
  right: 'summarise',
  async render(context) {
    const kept = await findLatestDraft(context.db);
    if (!kept) return <p class="quiet">还没有起草过总结。对机器人说「生成上半年总结」，再来看数据。</p>;
    const origins = await originsOf(
      context.db,
      kept.draft.figures.flatMap((figure) => rowsOnPage(figure, 1).map(({ source }) => source)),
    );
    return (
      <>
        <p class="quiet">《{kept.draft.title}》里的数据，每一项都能点开看是哪些记录算来的。</p>
        {kept.draft.figures.map((figure) => (
          <FigureSection key={figure.id} figure={figure} kept={kept} origins={origins} today={context.today} />
        ))}
      </>
    );
  },
  download: { path: `${PATH}/:id`, make: rowsOf },
};

/** `12-F3`: of which draft, which figure. */
async function rowsOf({ db }: PageContext, id: string) {
  const [draftId, figureId] = id.split('-');
  const kept = await findLatestDraft(db);
  const figure = kept?.id === Number(draftId) ? kept.draft.figures.find((one) => one.id === figureId) : undefined;
  return kept && figure ? rowsFile(db, kept.draft, figure) : undefined;
}

interface Shown {
  figure: Figure;
  kept: KeptDraft;
  origins: ReadonlyMap<string, string>;
  today: Day;
}

function FigureSection({ figure, kept, origins, today }: Shown) {
  const { id, label, rule, rows, value, status } = figure;
  return (
    <section id={id}>
      <h2>
        {id} {label}：{formatFigure(figure)}
      </h2>
      <p class="quiet">
        {rule}
        {value !== null && `（${STATUS_NAMES[status]}）`}
      </p>
      {rows.length === 0 ? (
        <p class="quiet">没有记录。</p>
      ) : (
        <details>
          <summary>看 {rows.length} 条记录</summary>
          <ul>
            {rowsOnPage(figure, 1).map((row) => (
              <li key={row.source}>
                <strong>
                  {row.day !== null && `${formatDay(row.day, today)} `}
                  {row.text}
                </strong>
                <span>{row.value === null ? '未记录' : `${formatNumber(row.value)}${figure.unit}`}</span>
                <span class="quiet">
                  ，{nameSource(row.source)}
                  {origins.has(row.source) && `，${origins.get(row.source)}`}
                </span>
              </li>
            ))}
          </ul>
          {rows.length > ROWS_A_PAGE && <p class="quiet">这里列出前 {ROWS_A_PAGE} 条，全部在表格里。</p>}
          <p>
            <a class="button" href={`${PATH}/${kept.id}-${id}`}>
              下载 Excel 表格
            </a>
          </p>
        </details>
      )}
    </section>
  );
}
