import { useCallback, useEffect, useRef } from 'react'
import { call } from '#renderer/app-api.ts'
import { useIsInSight } from '#renderer/navigation/navigation.tsx'
import type { Input } from '#shared/contract/contract.ts'
import { formatSaid } from '#shared/quantity/format-quantity.ts'
import { isEmptyBill } from './bill-draft.ts'
import type { BillState } from './use-bill.ts'

type Shown = Input<'customer.show'>['draft']

/** In these an amount may still change with the next key, so no QR stands for it. */
const OPEN_FIELDS: ReadonlySet<string> = new Set([
  'party',
  'discount',
  'freight',
  'packing',
  'other',
  'cash',
  'change',
  'upi'
])

/** Tells main what the customer may follow of the bill: at most once a picture, and nobody waits for an answer. */
export function useCustomerScreen(bill: BillState): void {
  const isInSight = useIsInSight()
  const { draft, figures, spot } = bill
  const told = useRef('unknown')
  const tell = useCallback(async (next: Shown) => {
    const text = JSON.stringify(next)
    if (text === told.current) return
    told.current = text
    await call('customer.show', { draft: next })
  }, [])
  const isSettled = spot.at === 'field' && !OPEN_FIELDS.has(spot.field)
  useEffect(() => {
    if (!isInSight) {
      told.current = 'unknown'
      return
    }
    const frame = requestAnimationFrame(() => void tell(shownOf(draft, figures, isSettled)))
    return () => cancelAnimationFrame(frame)
  }, [draft, figures, isSettled, isInSight, tell])
}

function shownOf(draft: BillState['draft'], figures: BillState['figures'], isSettled: boolean): Shown {
  if ((draft.kind !== 'sale' && draft.kind !== 'sale-return') || isEmptyBill(draft)) return null
  const { cashMinor, changeMinor, upiMinor, bankMinor } = figures.payment
  return {
    id: draft.id,
    kind: draft.kind,
    partyId: draft.target?.id ?? null,
    amountMinor: figures.totalMinor,
    text: draft.text.trim().slice(0, 200),
    lines: (figures.bill?.lines ?? []).map((line) => ({
      text: `${line.text} ${formatSaid(line.said)}`.slice(0, 200),
      amountMinor: line.amountMinor
    })),
    tender: { cashMinor, changeMinor, upiMinor, bankMinor },
    isSettled,
    asksQr: false
  }
}
