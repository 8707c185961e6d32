import { CommandButton } from '#renderer/components/Button.tsx'
import { FilterChip } from '#renderer/components/FindableTable.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { groupWhole } from '#renderer/i18n/amounts.ts'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { ColumnMapping, ImportPlan } from '#shared/import/import-plan.ts'
import { ColumnGrid } from './ColumnGrid.tsx'
import { fieldKey } from './column-choice.ts'
import { FactList, KindTotals } from './KindTotals.tsx'
import { knownOf, ofKind } from './plan-facts.ts'
import { RemarkTable } from './RemarkTable.tsx'

/** The dry run: what each column is taken for, what would be written, and every line that would not. */
export function PlanView(props: {
  readonly plan: ImportPlan
  readonly canAccept: boolean
  readonly onMapping: (mapping: ColumnMapping) => void
}) {
  const { plan } = props
  const t = useText()
  return (
    <div className="plan">
      <section className="plan-columns" aria-label={t('import:columns.title')}>
        <div className="plan-choices">
          <FilterChip
            label={t('import:kind.label')}
            value={t(`import:kind.${plan.kind}`)}
            keyCap={<CommandKey command="import.kind" />}
          />
          <FilterChip
            label={t('import:order.label')}
            value={t(`import:order.${plan.dateOrder}`)}
            keyCap={<CommandKey command="import.dateOrder" />}
          />
        </div>
        <h2>{t('import:columns.title')}</h2>
        <Origin plan={plan} />
        <ColumnGrid plan={plan} onMapping={props.onMapping} />
        <p className="field-below">{t('import:columns.hint')}</p>
      </section>
      <section className="plan-result" aria-label={t('import:plan.title')}>
        <h2>{t('import:plan.title')}</h2>
        {props.canAccept ? (
          <div className="plan-accept">
            <CommandButton command="import.accept" tone="main" />
            <span>{addedText(plan, t)}</span>
          </div>
        ) : (
          <PlanState plan={plan} />
        )}
        <FactList facts={planFacts(plan, t)} />
        <KindTotals {...plan} />
        {plan.firstOn === null || plan.lastOn === null ? null : (
          <p>{t('import:plan.days', { first: formatBookDate(plan.firstOn), last: formatBookDate(plan.lastOn) })}</p>
        )}
      </section>
      <section className="plan-remarks" aria-label={t('import:remarks.title')}>
        <h2>{t('import:remarks.title')}</h2>
        <RemarkTable plan={plan} />
      </section>
    </div>
  )
}

/** Whose file it is, and how far that was ever tried; that the columns are those which somebody set right before. */
function Origin({ plan: { app, isLearned, alsoHolds } }: { readonly plan: ImportPlan }) {
  const t = useText()
  if (app === null && !isLearned && alsoHolds.length === 0) return null
  return (
    <p className="field-below">
      {app === null ? null : t(app.isProven ? 'import:app.proven' : 'import:app.unproven', { app: app.name })}
      {alsoHolds.length === 0 ? null : (
        <span>
          {t('import:app.alsoHolds', { kinds: alsoHolds.map((kind) => t(`import:kind.${kind}`)).join(', ') })}{' '}
        </span>
      )}
      {isLearned ? <span> {t('import:app.learned')}</span> : null}
    </p>
  )
}

/** Why the plan cannot be accepted, when it cannot. The place is kept. */
function PlanState({ plan }: { readonly plan: ImportPlan }) {
  const t = useText()
  if (plan.missing.length > 0) {
    const fields = plan.missing.map((field) => t(fieldKey(plan.kind, field))).join(', ')
    return <Notice tone="warn">{t('import:missing', { fields })}</Notice>
  }
  if (plan.knownParties + plan.knownEntries + plan.knownItems > 0)
    return <Notice tone="good">{t('import:nothingNew')}</Notice>
  return <Notice tone="warn">{t('import:nothingTaken')}</Notice>
}

function planFacts(plan: ImportPlan, t: Translate): [label: string, figure: string][] {
  const facts: [string, number][] = [
    ...ofKind(plan.kind, [
      [t('import:plan.newParties'), plan.newParties],
      [t('import:plan.newEntries'), plan.newEntries],
      [t('import:plan.newItems'), plan.newItems],
      [t('import:plan.newStocks'), plan.newStocks]
    ]),
    ...knownOf(plan.kind, [
      [t('import:plan.knownParties'), plan.knownParties],
      [t('import:plan.knownEntries'), plan.knownEntries],
      [t('import:plan.knownItems'), plan.knownItems]
    ]),
    [t('import:plan.taken'), plan.takenLineCount],
    [t('import:plan.leftOut'), plan.lineCount - plan.takenLineCount]
  ]
  return facts.map(([label, figure]) => [label, groupWhole(figure)])
}

/** What accepting adds: what there is nothing of is not named. */
function addedText(plan: ImportPlan, t: Translate): string {
  const parts: [string, number][] = [
    [t('import:accept.parties', { number: groupWhole(plan.newParties) }), plan.newParties],
    [t('import:accept.entries', { number: groupWhole(plan.newEntries) }), plan.newEntries],
    [t('import:accept.items', { number: groupWhole(plan.newItems) }), plan.newItems],
    [t('import:accept.stocks', { number: groupWhole(plan.newStocks) }), plan.newStocks]
  ]
  return parts
    .filter(([, count]) => count > 0)
    .map(([text]) => text)
    .join(', ')
}
