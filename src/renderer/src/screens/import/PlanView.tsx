import { CommandButton } from '#renderer/components/Button.tsx'
import { FilterChip } from '#renderer/components/FindableTable.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { groupWhole } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { ColumnMapping, ImportPlan } from '#shared/import/import-plan.ts'
import { ColumnGrid } from './ColumnGrid.tsx'
import { FactList, KindTotals } from './KindTotals.tsx'
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
        <ColumnGrid plan={plan} onMapping={props.onMapping} />
        <p className="field-below">{t('import:columns.hint')}</p>
      </section>
      <section className="plan-result" aria-label={t('import:plan.title')}>
        <h2>{t('import:plan.title')}</h2>
        <PlanState plan={plan} />
        <FactList
          facts={[
            [t('import:plan.newParties'), groupWhole(plan.newParties)],
            [t('import:plan.newEntries'), groupWhole(plan.newEntries)],
            [t('import:plan.knownParties'), groupWhole(plan.knownParties)],
            [t('import:plan.knownEntries'), groupWhole(plan.knownEntries)],
            [t('import:plan.taken'), groupWhole(plan.takenLineCount)],
            [t('import:plan.leftOut'), groupWhole(plan.lineCount - plan.takenLineCount)]
          ]}
        />
        <KindTotals totals={plan.totals} getMinor={plan.getMinor} giveMinor={plan.giveMinor} />
        {plan.firstOn === null || plan.lastOn === null ? null : (
          <p>{t('import:plan.days', { first: formatBookDate(plan.firstOn), last: formatBookDate(plan.lastOn) })}</p>
        )}
        {props.canAccept ? (
          <div className="plan-accept">
            <CommandButton command="import.accept" tone="main" />
            <span>
              {t('import:accept', { parties: groupWhole(plan.newParties), entries: groupWhole(plan.newEntries) })}
            </span>
          </div>
        ) : null}
      </section>
      <section className="plan-remarks" aria-label={t('import:remarks.title')}>
        <h2>{t('import:remarks.title')}</h2>
        <RemarkTable plan={plan} />
      </section>
    </div>
  )
}

/** Why the plan cannot be accepted, when it cannot. The place is kept. */
function PlanState({ plan }: { readonly plan: ImportPlan }) {
  const t = useText()
  if (plan.missing.length > 0) {
    const fields = plan.missing.map((field) => t(`import:field.${field}`)).join(', ')
    return <Notice tone="warn">{t('import:missing', { fields })}</Notice>
  }
  if (plan.newParties + plan.newEntries > 0) return <Notice>{''}</Notice>
  if (plan.knownParties + plan.knownEntries > 0) return <Notice tone="good">{t('import:nothingNew')}</Notice>
  return <Notice tone="warn">{t('import:nothingTaken')}</Notice>
}
