import { useEffect, useRef, useState } from 'react'
import { CommandKey } from '#renderer/components/Key.tsx'
import { readable, useText } from '#renderer/i18n/use-text.ts'
import { placeOfSupply, reachOf } from '#shared/tax/place-of-supply.ts'
import type { SupplyReach } from '#shared/tax/tax-group.ts'
import { isDelivered, isPosting, isReturn, isSelling } from './bill-payment.ts'
import type { BillState } from './use-bill.ts'
import { usePlaceName } from './use-place-name.ts'

/** Where the goods are supplied and which tax that makes, in words; when another place turns the tax, it is said aloud. */
export function SupplyLine({ bill }: { readonly bill: BillState }) {
  const t = useText()
  const placeName = usePlaceName()
  const { scheme, draft, around } = bill
  const supply = bill.figures.bill?.supply ?? null
  const sides = {
    side: isSelling(draft.kind) ? ('sale' as const) : ('purchase' as const),
    shop: around.shop,
    party: draft.target === null ? null : around.party,
    chosen: draft.place === '' ? null : draft.place,
    isReverseCharge: draft.isReverseCharge
  }
  const reach = scheme === null ? 'none' : (supply?.reach ?? reachOf(scheme, sides))
  const turned = useTurned(reach, draft.id)
  const isSent = isDelivered(draft.kind) && draft.deliveryAddress !== ''
  const delivered = isSent ? t('bill:supply.delivered', { address: draft.deliveryAddress }) : ''
  if (scheme === null || reach === 'none' || scheme.scheme === 'none')
    return (
      <p className="supply-line">
        <NoteReason bill={bill} /> <DueDay bill={bill} /> <span className="delivered">{delivered}</span>{' '}
        {isReturn(draft.kind) || delivered !== '' || draft.dueOn !== null || draft.promisedOn !== null ? (
          <CommandKey command="bill.more" />
        ) : null}
      </p>
    )
  const place = supply?.placeOfSupply ?? placeOfSupply(scheme, sides)
  return (
    <p className={`supply-line ${turned ? 'is-turned' : ''}`} role="status">
      <NoteReason bill={bill} />
      <DueDay bill={bill} />
      {turned ? <strong>{t('bill:supply.turned')} </strong> : null}
      {place === '' ? '' : t('bill:supply.place', { place: placeName(place) })}{' '}
      <strong>{t(`bill:supply.${reach}`)}</strong>
      {(supply?.isReverseCharge ?? draft.isReverseCharge) ? ` · ${t('bill:supply.reverseCharge')}` : ''}
      {draft.areChargesTaxed ? '' : ` · ${t('bill:supply.chargesUntaxed')}`}
      {delivered === '' ? null : <span className="delivered">{` · ${delivered}`}</span>}{' '}
      {scheme.scheme === 'in-gst' ? <CommandKey command="bill.more" /> : null}
    </p>
  )
}

/** Why the note is given. That value alone comes back is said loudly: its lines ask for something else. */
function NoteReason({ bill }: { readonly bill: BillState }) {
  const t = useText()
  const { reason } = bill.draft
  if (reason === '') return null
  return <strong className="note-reason">{t(`bill:reason.${reason}`)} ·</strong>
}

/** The days that were set for this bill. */
function DueDay({ bill }: { readonly bill: BillState }) {
  const t = useText()
  const { dueOn, promisedOn, kind } = bill.draft
  if (!isPosting(kind)) return null
  const words = [
    dueOn === null ? '' : t('credit:dates.dueOn', readable({ dueOn })),
    promisedOn === null ? '' : t('credit:standing.promised', readable({ promisedOn }))
  ].filter((word) => word !== '')
  return words.length === 0 ? null : <strong className="note-reason">{`${words.join(' · ')} · `}</strong>
}

/** Whether the tax of this very bill is another one than it began with. */
function useTurned(reach: SupplyReach, billId: string): boolean {
  const first = useRef({ billId, reach })
  const [isTurned, setTurned] = useState(false)
  useEffect(() => {
    if (first.current.billId !== billId || first.current.reach === 'none') first.current = { billId, reach }
    setTurned(first.current.reach !== reach && reach !== 'none')
  }, [billId, reach])
  return isTurned
}
