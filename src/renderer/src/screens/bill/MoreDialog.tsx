import { useState } from 'react'
import { Choice } from '#renderer/components/Choice.tsx'
import { dayTyped } from '#renderer/components/credit/ComingDateField.tsx'
import { CreditDayFields } from '#renderer/components/credit/CreditDayFields.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import { withReason } from './bill-draft.ts'
import { isDelivered, isPosting, isReturn } from './bill-payment.ts'
import { askedCell, lineSpot } from './spots.ts'
import type { BillState } from './use-bill.ts'
import { usePlaceName } from './use-place-name.ts'

const REASONS = ['returned', 'price', 'discount', 'other'] as const

/** What few bills need: another place of supply, tax that the buyer pays, words for the paper and for the shop alone. */
export function MoreDialog({ bill, onClose }: { readonly bill: BillState; readonly onClose: () => void }) {
  const t = useText()
  const placeName = usePlaceName()
  const { draft, scheme } = bill
  const [place, setPlace] = useState(draft.place)
  const [isReverse, setReverse] = useState(draft.isReverseCharge)
  const [isRounded, setRounded] = useState(draft.isRounded)
  const [areChargesTaxed, setChargesTaxed] = useState(draft.areChargesTaxed)
  const [reason, setReason] = useState(draft.reason)
  const [text, setText] = useState(draft.text)
  const [note, setNote] = useState(draft.note)
  const [address, setAddress] = useState(draft.deliveryAddress)
  const [state, setState] = useState(draft.deliveryState)
  const [due, setDue] = useState(draft.dueOn === null ? '' : formatBookDate(draft.dueOn))
  const [promise, setPromise] = useState(draft.promisedOn === null ? '' : formatBookDate(draft.promisedOn))
  const { today } = bill.around
  const take = () => {
    const [dueOn, promisedOn] = today === null ? [null, null] : [dayTyped(due, today), dayTyped(promise, today)]
    if (dueOn === undefined || promisedOn === undefined) return
    const tax = { place, isReverseCharge: isReverse, areChargesTaxed }
    const delivery = { deliveryAddress: address.trim(), deliveryState: state }
    bill.change((now) => {
      return withReason({ ...now, ...delivery, ...tax, dueOn, promisedOn, isRounded, text, note }, reason)
    })
    onClose()
    // Its lines ask for something else now.
    const line = reason === draft.reason || draft.origin === null ? undefined : draft.lines[0]
    if (line !== undefined) bill.focus(lineSpot(line.key, askedCell(bill.now())))
  }
  // The tax of a bill comes back as it was.
  const isOfOldBill = draft.origin !== null && isReturn(draft.kind)
  const places = (scheme?.places ?? []).map(({ code }) => ({ value: code, label: placeName(code), alsoTyped: code }))
  const yesNo = [
    { value: 'no', label: t('bill:more.no') },
    { value: 'yes', label: t('bill:more.yes') }
  ] as const
  return (
    <Dialog title={t('bill:more.title')} onClose={onClose} onAccept={take} className="more-dialog">
      <FormWalk onDone={take} label={t('bill:more.title')} className="more-walk">
        {isReturn(draft.kind) ? (
          <Choice
            label={t('bill:more.reason')}
            options={REASONS.map((value) => ({ value, label: t(`bill:reason.${value}`) }))}
            value={reason === '' ? 'returned' : reason}
            onChange={setReason}
            isFirstFocus
          />
        ) : null}
        <Field label={t('bill:more.text')} value={text} onChange={setText} input={{ maxLength: 200 }} />
        <Field label={t('bill:more.note')} value={note} onChange={setNote} input={{ maxLength: 500 }} />
        {isDelivered(draft.kind) ? (
          <Field
            label={t('bill:more.deliveryAddress')}
            value={address}
            onChange={setAddress}
            input={{ maxLength: 300 }}
            hint={t('bill:more.deliveryHint')}
          />
        ) : null}
        {isDelivered(draft.kind) && scheme?.scheme === 'in-gst' && address.trim() !== '' ? (
          <Choice
            label={t('bill:more.deliveryState')}
            options={[{ value: '', label: t('bill:more.deliveryByPlace') }, ...places]}
            value={state}
            onChange={setState}
          />
        ) : null}
        {scheme?.scheme === 'in-gst' && !isOfOldBill ? (
          <>
            <Choice
              label={t('bill:more.place')}
              options={[{ value: '', label: t('bill:more.placeByRule') }, ...places]}
              value={place}
              onChange={setPlace}
            />
            <Choice
              label={t('bill:more.reverseCharge')}
              options={yesNo}
              value={isReverse ? 'yes' : 'no'}
              onChange={(value) => setReverse(value === 'yes')}
            />
          </>
        ) : null}
        {isOfOldBill || scheme === null || scheme.scheme === 'none' ? null : (
          <Choice
            label={t('bill:more.chargesTaxed')}
            options={yesNo}
            value={areChargesTaxed ? 'yes' : 'no'}
            onChange={(value) => setChargesTaxed(value === 'yes')}
          />
        )}
        <Choice
          label={t('bill:more.roundOff')}
          options={yesNo}
          value={isRounded ? 'yes' : 'no'}
          onChange={(value) => setRounded(value === 'yes')}
        />
        {isPosting(draft.kind) && today !== null ? (
          <CreditDayFields due={due} onDue={setDue} promise={promise} onPromise={setPromise} today={today} />
        ) : null}
      </FormWalk>
      <DialogButtons />
    </Dialog>
  )
}
