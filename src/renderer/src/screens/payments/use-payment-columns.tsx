import { useMemo } from 'react'
import { dayAndClockText } from '#renderer/components/clock-text.ts'
import type { Column } from '#renderer/components/DataTable.tsx'
import { MoneyText } from '#renderer/components/MoneyText.tsx'
import { useFittingColumns } from '#renderer/components/use-fitting-columns.ts'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { LineView, PaymentView } from '#shared/contract/statement-endpoints.ts'
import type { MatchReason } from '#shared/payments/match-evidence.ts'

/** The width of the window, in rem, from which a column is worth its place. */
const WIDTH_FOR: Readonly<Record<string, number>> = { line: 76, number: 52, said: 44 }

export const reasonsText = (t: Translate, reasons: readonly MatchReason[]): string =>
  reasons.map((reason) => t(`payments:reason.${reason}`)).join(' · ')

/** A line's day, with the time where the statement tells one. */
export const lineWhen = (line: LineView): string => `${formatBookDate(line.on)} ${line.time}`.trim()

/** Who a payment is of: the party, else what was sold. */
export const payerOf = (payment: PaymentView): string => payment.partyName || payment.text

/** Who said the newest thing of a payment, and when. */
export function saidOf({ proved, claimed, entered }: PaymentView): string {
  const said = proved ?? claimed ?? entered
  return `${said.personName}, ${dayAndClockText(said.at)}`
}

/** The line that proves it; else that its money went back, or the payer's number that was told. */
function lineText(t: Translate, { proved, returned, payerReference }: PaymentView): string {
  if (proved !== null) return `${lineWhen(proved.line)} ${reasonsText(t, proved.reasons)}`
  if (returned !== null) return t('payments:returned.line', { on: formatBookDate(returned.on), text: returned.text })
  return payerReference === '' ? '' : t('payments:returned.told', { reference: payerReference })
}

export function usePaymentColumns(): readonly Column<PaymentView>[] {
  const t = useText()
  const columns = useMemo(
    (): readonly Column<PaymentView>[] => [
      {
        id: 'on',
        header: t('payments:column.on'),
        width: '9.5rem',
        draw: (payment) => `${formatBookDate(payment.bookOn)} ${payment.time}`
      },
      { id: 'number', header: t('payments:column.number'), width: '9.5rem', draw: (payment) => payment.number },
      {
        id: 'payer',
        header: t('payments:column.payer'),
        width: 'minmax(8rem, 2fr)',
        draw: (payment) => <strong>{payerOf(payment) || t('payments:noName')}</strong>
      },
      {
        id: 'amount',
        header: t('payments:column.amount'),
        width: 'minmax(7rem, 1fr)',
        align: 'right',
        draw: (payment) => <MoneyText amount={payment.amountMinor} />
      },
      {
        id: 'state',
        header: t('payments:column.state'),
        width: '10rem',
        draw: (payment) => (
          <span className={`payment-state is-${payment.returned === null ? payment.state : 'returned'}`}>
            {t(`payments:state.${payment.returned === null ? payment.state : 'returned'}`)}
          </span>
        )
      },
      { id: 'said', header: t('payments:column.said'), width: 'minmax(9rem, 1.5fr)', draw: saidOf },
      {
        id: 'line',
        header: t('payments:column.line'),
        width: 'minmax(10rem, 2fr)',
        draw: (payment) => lineText(t, payment)
      }
    ],
    [t]
  )
  return useFittingColumns(columns, WIDTH_FOR)
}
