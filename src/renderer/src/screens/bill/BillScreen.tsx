import { useEffect, useRef } from 'react'
import { PrinterStrip } from '#renderer/components/PrinterStrip.tsx'
import type { BillStart } from '#renderer/navigation/screen-registry.ts'
import '#renderer/party-search/candidates.css'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { BillAid } from './BillAid.tsx'
import { BillDialogs } from './BillDialogs.tsx'
import { BillFoot } from './BillFoot.tsx'
import { BillGrid } from './BillGrid.tsx'
import { BillHead } from './BillHead.tsx'
import { BillWord } from './BillWord.tsx'
import './bill.css'
import './bill-grid.css'
import './bill-foot.css'
import './bill-fit.css'
import type { Spot } from './spots.ts'
import { useBill } from './use-bill.ts'
import { useBillCommands } from './use-bill-commands.ts'
import { useCustomerScreen } from './use-customer-screen.ts'
import { useStart } from './use-start.ts'

/** A bill of goods: who and when above, the lines, and what it comes to with how it is paid beside them. */
export function BillScreen({ begin }: { readonly begin?: BillStart }) {
  const { ledger, summary, settings } = useShop()
  const today = summary?.bookOn ?? null
  const bill = useBill({
    shopId: ledger?.shopId ?? '',
    today,
    isRounded: settings?.roundsBills ?? true,
    isAboveFiveCrore: settings?.isAboveFiveCrore ?? false,
    settings,
    currency: ledger?.currency ?? 'INR'
  })
  const begins = useStart(bill)
  const { start } = begins
  const wish = useRef<string | null>(null)
  useEffect(() => {
    if (begin === undefined || wish.current === begin.wish) return
    wish.current = begin.wish
    void start(begin)
  }, [begin, start])
  useBillCommands(bill, begins)
  useCustomerScreen(bill)
  return (
    <div className="bill" data-hand={handOf(bill.spot)}>
      <div className="bill-main">
        <BillHead bill={bill} today={today} />
        <BillGrid bill={bill} />
        <BillAid bill={bill} />
        <BillWord bill={bill} />
      </div>
      <BillFoot bill={bill} />
      <PrinterStrip />
      <BillDialogs bill={bill} begin={begins} />
    </div>
  )
}

/** Which part of the bill the hand is in: with little room the others step back for it. */
function handOf(spot: Spot): 'party' | 'date' | 'their' | 'lines' | 'foot' {
  if (spot.at === 'line') return 'lines'
  if (spot.field === 'party' || spot.field === 'date') return spot.field
  return spot.field === 'theirNumber' || spot.field === 'theirDate' ? 'their' : 'foot'
}
