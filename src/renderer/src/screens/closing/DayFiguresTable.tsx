import type { ReactNode } from 'react'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { type DayFigures, drawerLines } from '#shared/closing/day-figures.ts'
import { absolute, type Minor, negate, subtract, sum } from '#shared/money/money.ts'

/** How the cash in the drawer came about, line by line, down to what should be there. Lines of nothing are left out. */
export function DrawerFigures(props: { readonly figures: DayFigures; readonly children?: ReactNode }) {
  const { figures } = props
  const t = useText()
  const lines: readonly (readonly [key: string, label: string, amount: Minor, isAlways: boolean])[] = [
    ['sales', t('closing:figures.cashSales'), figures.cashSalesMinor, true],
    ['dues', t('closing:figures.duesCash'), figures.duesCashMinor, true],
    ['in', t('closing:figures.fromOwnerOrBank'), figures.fromOwnerOrBankMinor, false],
    ['back', t('closing:figures.otherCashIn'), figures.otherCashInMinor, false],
    ['handovers', t('closing:figures.handovers'), figures.handoverDifferenceMinor, false],
    ['refunds', t('closing:figures.cashRefunds'), negate(figures.cashRefundsMinor), false],
    ['expenses', t('closing:figures.cashExpenses'), negate(figures.cashExpensesMinor), true],
    ['paid', t('closing:figures.cashPaidOut'), negate(figures.cashPaidOutMinor), false],
    ['owner', t('closing:figures.toOwner'), negate(figures.toOwnerMinor), false],
    ['bank', t('closing:figures.toBank'), negate(figures.toBankMinor), false],
    ['since', t('closing:figures.sinceCount'), subtract(figures.expectedMinor, drawerLines(figures)), false]
  ]
  return (
    <table className="figures">
      <tbody>
        <FigureRow label={t('closing:figures.openingFloat')} amount={figures.openingFloatMinor} />
        {lines
          .filter(([, , amount, isAlways]) => isAlways || amount !== 0)
          .map(([key, label, amount]) => (
            <FigureRow key={key} label={label} amount={amount} sign={amount < 0 || isOut(key) ? 'minus' : 'plus'} />
          ))}
        <FigureRow label={t('closing:figures.expected')} amount={figures.expectedMinor} isTotal />
        {props.children}
      </tbody>
    </table>
  )
}

const isOut = (key: string): boolean => ['refunds', 'expenses', 'paid', 'owner', 'bank'].includes(key)

export function FigureRow(props: {
  readonly label: string
  readonly amount: Minor
  readonly sign?: 'plus' | 'minus'
  readonly isTotal?: boolean
  readonly className?: string
}) {
  const t = useText()
  const { sign } = props
  const symbol = sign === undefined ? '' : sign === 'plus' ? '+' : '\u2212'
  return (
    <tr className={`${props.isTotal ? 'figures-total' : ''} ${props.className ?? ''}`}>
      <td className="figures-sign">
        {sign === undefined ? null : (
          <>
            <span aria-hidden="true">{symbol}</span>
            <span className="read-aloud-only">{t(`closing:figures.${sign}`)}</span>
          </>
        )}
      </td>
      <th scope="row">{props.label}</th>
      <td className="number">{formatAmount(sign === undefined ? props.amount : absolute(props.amount))}</td>
    </tr>
  )
}

/** Cash, UPI by what is known of it, other, on credit: side by side. */
export function FourTotals({ figures }: { readonly figures: DayFigures }) {
  const t = useText()
  const cash = sum([figures.cashSalesMinor, figures.duesCashMinor])
  const upi = sum([figures.upiWaitingMinor, figures.upiClaimedMinor, figures.upiProvedMinor])
  const states: readonly (readonly [string, Minor])[] = [
    [t('closing:figures.upiWaiting'), figures.upiWaitingMinor],
    [t('closing:figures.upiClaimed'), figures.upiClaimedMinor],
    [t('closing:figures.upiProved'), figures.upiProvedMinor]
  ]
  return (
    <dl className="four-totals" aria-label={t('closing:figures.totalsTitle')}>
      <FourTotal label={t('closing:figures.cash')} amount={cash} />
      <FourTotal
        label={t('closing:figures.upi')}
        amount={upi}
        below={states
          .filter(([, amount]) => amount !== 0)
          .map(([word, amount]) => `${word} ${formatAmount(amount)}`)
          .join(' · ')}
      />
      <FourTotal label={t('closing:figures.bank')} amount={figures.bankMinor} />
      <FourTotal label={t('closing:figures.credit')} amount={figures.creditGivenMinor} />
    </dl>
  )
}

function FourTotal(props: { readonly label: string; readonly amount: Minor; readonly below?: string }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>
        <span className="number four-total">{formatAmount(props.amount)}</span>
        <span className="four-below">{props.below ?? ''}</span>
      </dd>
    </div>
  )
}
