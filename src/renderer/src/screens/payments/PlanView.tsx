import { useMemo, useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { type Column, DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FilterChip } from '#renderer/components/FindableTable.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { formatAmount, groupWhole } from '#renderer/i18n/amounts.ts'
import { counted } from '#renderer/i18n/counted.ts'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { StatementPlan } from '#shared/contract/statement-endpoints.ts'
import { DATE_ORDERS } from '#shared/import/import-plan.ts'
import type { StatementColumns } from '#shared/payments/statement-rule.ts'
import { ColumnChoices } from './ColumnChoices.tsx'
import { ReturnedDialog } from './ReturnedDialog.tsx'

/** The dry run of a statement: what was read, what it would prove, and each row that is left out. */
export function PlanView(props: {
  readonly plan: StatementPlan
  readonly onColumns: (columns: StatementColumns) => void
  readonly onDateOrder: (order: StatementPlan['dateOrder']) => void
  readonly onTake: (doubted: readonly string[]) => Promise<void>
}) {
  const { plan } = props
  const t = useText()
  const hasReturned = plan.returned.length > 0
  const canTake = plan.missing.length === 0 && (plan.fresh.count + plan.matched.count > 0 || hasReturned)
  const [isAsking, setAsking] = useState(false)
  useCommand('payments.accept', () => (hasReturned ? setAsking(true) : void props.onTake([])), canTake)
  useCommand('payments.dateOrder', () =>
    props.onDateOrder(DATE_ORDERS[(DATE_ORDERS.indexOf(plan.dateOrder) + 1) % DATE_ORDERS.length] ?? 'dmy')
  )
  return (
    <div className="statement-plan">
      <section aria-label={t('payments:plan.columns')}>
        <div className="payments-bar">
          <FilterChip label={t('payments:plan.bank')} value={bankText(plan, t)} keyCap={null} />
          <FilterChip
            label={t('payments:plan.dates')}
            value={t(`import:order.${plan.dateOrder}`)}
            keyCap={<CommandKey command="payments.dateOrder" />}
          />
        </div>
        <h2>{t('payments:plan.columns')}</h2>
        <ColumnChoices plan={plan} onColumns={props.onColumns} />
        <p className="field-below">{t('payments:plan.columnsHint')}</p>
      </section>
      <section aria-label={t('payments:plan.title')}>
        <h2>{t('payments:plan.title')}</h2>
        {canTake ? (
          <div className="review-keys">
            <CommandButton command="payments.accept" tone="main" />
            <span>{t('payments:plan.accept', { lines: plan.fresh.count, proofs: plan.matched.count })}</span>
          </div>
        ) : (
          <Notice tone={plan.missing.length > 0 ? 'warn' : 'good'}>{stateText(plan, t)}</Notice>
        )}
        {hasReturned ? <Notice tone="warn">{t('payments:plan.returned', counted(plan.returned.length))}</Notice> : null}
        <SumTable plan={plan} />
        <p>{periodText(plan, t)}</p>
        <p className={plan.balance === 'broken' ? 'plan-warning' : 'second'}>{t(`payments:balance.${plan.balance}`)}</p>
      </section>
      <section className="plan-wide" aria-label={t('payments:plan.remarks')}>
        <h2>{t('payments:plan.remarks')}</h2>
        <Remarks plan={plan} />
      </section>
      {isAsking ? (
        <ReturnedDialog
          returned={plan.returned}
          onClose={() => setAsking(false)}
          onAnswer={(doubted) => {
            setAsking(false)
            void props.onTake(doubted)
          }}
        />
      ) : null}
    </div>
  )
}

const bankText = (plan: StatementPlan, t: Translate): string =>
  plan.isLearned
    ? t('payments:plan.learned', { name: plan.ruleName })
    : plan.isProven
      ? plan.ruleName
      : t('payments:plan.unproven', { name: plan.ruleName })

function stateText(plan: StatementPlan, t: Translate): string {
  if (plan.missing.length === 0) return t('payments:plan.nothingNew')
  return t('payments:plan.missing', { fields: plan.missing.map((field) => t(`payments:field.${field}`)).join(', ') })
}

const periodText = (plan: StatementPlan, t: Translate): string =>
  plan.fromOn === null || plan.toOn === null
    ? ''
    : t('payments:plan.days', { first: formatBookDate(plan.fromOn), last: formatBookDate(plan.toOn) })

/** Proof by count and total. */
function SumTable({ plan }: { readonly plan: StatementPlan }) {
  const t = useText()
  const { counts } = plan
  const sums = ['fresh', 'known', 'matched', 'unsure', 'missingPayments', 'missingLines'] as const
  const leftOut = counts.duplicate + counts.notThrough + counts.leftOut
  return (
    <table className="plan-sums">
      <tbody>
        {sums.map((name) => (
          <tr key={name} className={`is-${name}`}>
            <th scope="row">{t(`payments:sum.${name}`)}</th>
            <td className="number">{groupWhole(plan[name].count)}</td>
            <td className="number">{formatAmount(plan[name].amountMinor)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('payments:sum.out')}</th>
          <td className="number">{groupWhole(counts.out)}</td>
          <td />
        </tr>
        <tr>
          <th scope="row">{t('payments:sum.leftOut')}</th>
          <td className="number">{groupWhole(leftOut)}</td>
          <td />
        </tr>
      </tbody>
    </table>
  )
}

type Remark = StatementPlan['remarks'][number]

function Remarks({ plan }: { readonly plan: StatementPlan }) {
  const t = useText()
  const [at, setAt] = useState(0)
  const columns = useMemo(
    (): readonly Column<Remark>[] => [
      {
        id: 'line',
        header: t('payments:remarks.line'),
        width: '6rem',
        draw: ({ line, column }) => `${column}${groupWhole(line)}`
      },
      {
        id: 'what',
        header: t('payments:remarks.what'),
        width: '7rem',
        draw: ({ isLeftOut }) => t(isLeftOut ? 'payments:remarks.leftOut' : 'payments:remarks.noted')
      },
      {
        id: 'why',
        header: t('payments:remarks.why'),
        width: 'minmax(10rem, 3fr)',
        draw: ({ remark }) => t(`payments:remark.${remark}`)
      },
      { id: 'value', header: t('payments:remarks.value'), width: 'minmax(6rem, 1fr)', draw: ({ value }) => value }
    ],
    [t]
  )
  const { remarks } = plan
  return (
    <DataTable
      label={t('payments:plan.remarks')}
      columns={columns}
      rows={remarks}
      keyOf={(one) => `${one.line} ${one.remark} ${one.column}`}
      selectedIndex={Math.min(at, remarks.length - 1)}
      onSelect={setAt}
      empty={<EmptyState title={t('payments:remarks.none')} />}
    />
  )
}
