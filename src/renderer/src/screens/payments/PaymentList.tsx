import { useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { ClaimDialog } from '#renderer/components/ClaimDialog.tsx'
import { DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FilterChip } from '#renderer/components/FindableTable.tsx'
import { FootTotals } from '#renderer/components/FootTotals.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { PayLinkDialog } from '#renderer/components/pay-link/PayLinkDialog.tsx'
import { ReasonForm } from '#renderer/components/ReasonForm.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import { PAYMENT_FILTERS, type PaymentFilter, type PaymentView } from '#shared/contract/statement-endpoints.ts'
import { usePaymentColumns } from './use-payment-columns.tsx'

const PAGE = 200

/** Payments by their state, the newest first. A proof that was a mistake is taken back from here. */
export function PaymentList(props: { readonly unsureCount: number; readonly onSaid: (word: Word) => void }) {
  const t = useText()
  const [filter, setFilter] = useState<PaymentFilter>('unproved')
  const [limit, setLimit] = useState(PAGE)
  const [at, setAt] = useState(0)
  const [doubted, setDoubted] = useState<PaymentView | null>(null)
  const [claimed, setClaimed] = useState<PaymentView | null>(null)
  const [asked, setAsked] = useState<PaymentView | null>(null)
  const grid = useRef<HTMLDivElement>(null)
  const list = useLive('payment.list', { filter, offset: 0, limit: Math.min(limit, 500) })
  const columns = usePaymentColumns()
  const payments = list.value?.payments ?? []
  const index = Math.min(at, payments.length - 1)
  const payment = payments[index]
  useEffect(() => grid.current?.focus(), [])
  useCommand('payments.filter', () => {
    setFilter(PAYMENT_FILTERS[(PAYMENT_FILTERS.indexOf(filter) + 1) % PAYMENT_FILTERS.length] ?? 'unproved')
    setAt(0)
    setLimit(PAGE)
  })
  useCommand('payments.open', () => setAsked(payment ?? null), payment !== undefined && payment.state !== 'proved')
  useCommand('payments.claim', () => setClaimed(payment ?? null), payment !== undefined && payment.state !== 'proved')
  useCommand('payments.doubt', () => setDoubted(payment ?? null), payment?.state === 'proved')
  return (
    <>
      <div className="payments-bar">
        <FilterChip
          label={t('payments:filter.label')}
          value={t(`payments:filter.${filter}`)}
          keyCap={<CommandKey command="payments.filter" />}
        />
        <FilterChip
          label={t('payments:toAsk')}
          value={String(props.unsureCount)}
          keyCap={<CommandKey command="payments.review" />}
        />
      </div>
      <DataTable
        ref={grid}
        label={t('payments:title')}
        columns={columns}
        rows={payments}
        keyOf={(one) => one.entryId}
        selectedIndex={index}
        onSelect={setAt}
        onEndReached={() => setLimit((now) => (payments.length >= now ? now + PAGE : now))}
        empty={
          list.value === null ? null : (
            <EmptyState title={t(`payments:empty.${filter}`)}>{t('payments:emptyHint')}</EmptyState>
          )
        }
      />
      <FootTotals
        about={t('payments:foot')}
        label={t('payments:title')}
        totals={[
          { label: t('payments:state.waiting'), amountMinor: list.value?.waiting.amountMinor ?? 0 },
          { label: t('payments:state.claimed'), amountMinor: list.value?.claimed.amountMinor ?? 0 },
          { label: t('payments:state.proved'), amountMinor: list.value?.proved.amountMinor ?? 0, tone: 'get' }
        ]}
      />
      {asked === null ? null : (
        <PayLinkDialog of={{ type: 'payment', entryId: asked.entryId }} onClose={() => setAsked(null)} />
      )}
      {claimed === null ? null : (
        <ClaimDialog
          payment={claimed}
          onClose={() => setClaimed(null)}
          onSaid={() => {
            setClaimed(null)
            props.onSaid({ tone: 'good', text: t('payments:claim.done', { number: claimed.number }) })
          }}
        />
      )}
      {doubted === null ? null : (
        <ReasonForm
          title={t('payments:doubt.title')}
          undone={{ what: doubted.number, whom: doubted.partyName, amount: formatAmount(doubted.amountMinor) }}
          consequence={t('payments:doubt.what')}
          label={t('payments:doubt.reason')}
          hint={t('payments:doubt.hint')}
          onClose={() => setDoubted(null)}
          undo={(_id, reason) => call('payment.doubt', { entryId: doubted.entryId, reason })}
          onDone={() => {
            setDoubted(null)
            props.onSaid({ tone: 'good', text: t('payments:doubt.done', { number: doubted.number }) })
          }}
        />
      )}
    </>
  )
}
