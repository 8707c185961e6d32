import { DateField } from '#renderer/components/DateField.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { movedIndex } from '#renderer/components/ListBox.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { CANDIDATE_LIST_ID } from './BillAid.tsx'
import { isPosting, isSelling } from './bill-payment.ts'
import { SupplyLine } from './SupplyLine.tsx'
import type { BillState } from './use-bill.ts'
import { useFieldProps } from './use-field-props.ts'

/** What the paper is, whose it is, and of which day. */
export function BillHead({ bill, today }: { readonly bill: BillState; readonly today: BookDate | null }) {
  const t = useText()
  const bind = useFieldProps(bill)
  const { draft, party } = bill
  const hasList = party.list.length > 0
  const isMarked = hasList && draft.party.trim() !== ''
  const bound = bind('party')
  return (
    <section className="bill-head" aria-label={t('bill:head.label')}>
      <div className={`kind bill-kind kind-${draft.kind}`} role="status" aria-label={t('bill:kind.label')}>
        <strong className="kind-name">{t(`bill:kind.${draft.kind}`)}</strong>
        <span className="kind-pay">
          {draft.origin === null ? t(paidKey(bill)) : t('bill:head.of', { number: draft.origin.number })}
        </span>
      </div>
      <DateField
        {...bind('date')}
        className="bill-date"
        label={t('bill:head.date')}
        command="bill.date"
        today={today}
        hint={draft.isLate ? t('bill:head.late') : undefined}
      />
      <Field
        {...bound}
        className="bill-party"
        label={t(isSelling(draft.kind) ? 'bill:head.buyer' : 'bill:head.supplier')}
        command="bill.party"
        hint={<PartyHint bill={bill} />}
        input={{
          ...bound.input,
          role: 'combobox',
          'aria-expanded': hasList,
          'aria-controls': CANDIDATE_LIST_ID,
          'aria-autocomplete': 'list',
          ...(isMarked
            ? { 'aria-activedescendant': `${CANDIDATE_LIST_ID}-${party.choice.indexIn(party.list.length)}` }
            : {}),
          onKeyDown: (press) => {
            const moved = hasList
              ? movedIndex(press.key, party.choice.index ?? (isMarked ? 0 : -1), party.list.length)
              : null
            if (moved === null) return bound.input.onKeyDown(press)
            press.preventDefault()
            party.choice.choose(moved)
          }
        }}
      />
      {draft.kind === 'purchase' ? (
        <>
          <Field {...bind('theirNumber')} className="bill-their" label={t('bill:head.theirNumber')} />
          <DateField {...bind('theirDate')} className="bill-their" label={t('bill:head.theirDate')} today={today} />
        </>
      ) : null}
      <SupplyLine bill={bill} />
    </section>
  )
}

function PartyHint({ bill }: { readonly bill: BillState }) {
  const t = useText()
  const brief = bill.party.view
  if (brief === null) return bill.draft.party.trim() === '' ? t('bill:head.emptyParty') : ''
  return [brief.place, brief.phone, brief.gstin].filter((word) => word !== '').join(' · ')
}

/** How the bill is paid as it stands, in a word. */
function paidKey({ draft, figures }: BillState) {
  const { cashMinor, upiMinor, bankMinor, creditMinor } = figures.payment
  if (!isPosting(draft.kind)) return 'bill:head.noMoney'
  const ways = [cashMinor, upiMinor, bankMinor, creditMinor].filter((part) => part !== 0).length
  if (ways > 1) return 'counter:pay.split'
  if (upiMinor > 0) return 'counter:pay.upi'
  if (bankMinor > 0) return 'counter:pay.bank'
  return cashMinor > 0 || draft.target === null ? 'counter:pay.cash' : 'counter:pay.credit'
}
