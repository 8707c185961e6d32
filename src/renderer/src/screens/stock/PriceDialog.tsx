import { useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { ListBox, movedIndex } from '#renderer/components/ListBox.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { ItemBrief, ItemView } from '#shared/contract/goods-views.ts'
import type { PartyHit } from '#shared/contract/views.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { formatPlainRate } from '#shared/quantity/format-quantity.ts'
import { parseRate } from '#shared/quantity/parse-rate.ts'
import { PriceFacts } from './PriceFacts.tsx'

const LIST_ID = 'price-parties'
const MOST_PARTIES = 5

/** What is agreed with a party for this item: the party by a few letters, then the price. Blank: nothing any more. */
export function PriceDialog(props: {
  readonly item: ItemView
  readonly onClose: () => void
  readonly onSaved: (text: string) => void
}) {
  const { item } = props
  const t = useText()
  const failureText = useFailureText()
  const [text, setText] = useState('')
  const [index, setIndex] = useState(0)
  const [typedRate, setTypedRate] = useState<string | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const isAsking = useRef(false)
  const parties = useParties(text)
  const party = parties[Math.min(index, parties.length - 1)] ?? null
  const brief = useBrief(item.id, party?.id ?? null)
  const agreed = brief?.agreed ?? null
  const stored =
    agreed === null ? '' : `${formatPlainRate(agreed.rate)}${agreed.unit === item.baseUnit ? '' : `/${agreed.unit}`}`
  const rateText = typedRate ?? stored
  const choose = (at: number) => {
    setIndex(at)
    setTypedRate(null)
    setFailure(null)
  }
  const save = async () => {
    if (party === null || isAsking.current) return
    const unit = item.saleUnit ?? item.baseUnit
    const read = rateText.trim() === '' ? null : parseRate(rateText, item)
    if (read !== null && !read.ok) return setFailure(read.failure)
    const rate = read === null ? null : read.value.rate
    const named = read === null ? null : read.value.unit
    // A bare number that stood there for another unit stays one of that unit.
    const ofUnit = named ?? (rate === null || typedRate === null ? (agreed?.unit ?? unit) : item.baseUnit)
    isAsking.current = true
    const answer = await call('price.set', { partyId: party.id, itemId: item.id, unit: ofUnit, rate })
    isAsking.current = false
    if (!answer.ok) return setFailure(answer.failure)
    props.onSaved(t(rate === null ? 'stock:price.removed' : 'stock:price.saved', { name: party.name }))
  }
  const title = t('stock:price.title', { name: item.name })
  return (
    <Dialog title={title} onClose={props.onClose} onAccept={() => void save()} className="price-dialog">
      <FormWalk onDone={() => void save()} label={title} className="price-walk">
        <Field
          label={t('stock:price.party')}
          value={text}
          onChange={(next) => {
            setText(next)
            choose(0)
          }}
          hint={t('stock:price.partyHint')}
          input={{
            role: 'combobox',
            'aria-expanded': true,
            'aria-controls': LIST_ID,
            ...(party === null ? {} : { 'aria-activedescendant': `${LIST_ID}-${index}` }),
            onKeyDown: (press) => {
              const moved = movedIndex(press.key, index, parties.length)
              if (moved === null) return
              press.preventDefault()
              choose(moved)
            }
          }}
        />
        <ListBox
          id={LIST_ID}
          className="price-parties"
          label={t('stock:price.party')}
          items={parties}
          keyOf={(one) => one.id}
          chosenIndex={index}
          onPick={(_, at) => choose(at)}
          draw={(one) => (
            <>
              {one.name} <span className="second">{one.place}</span>
            </>
          )}
        />
        <PriceFacts brief={brief} />
        <Field
          className="field-amount"
          label={t('stock:price.agreed')}
          value={rateText}
          onChange={(next) => {
            setTypedRate(next)
            setFailure(null)
          }}
          error={failure !== null ? failureText(failure) : null}
          hint={t('stock:price.agreedHint')}
          input={{ inputMode: 'decimal', className: 'number' }}
        />
      </FormWalk>
      <Notice>{text !== '' && parties.length === 0 ? t('stock:price.nobody') : ''}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

/** Parties by a few letters in any script; without letters those of the last days. */
function useParties(text: string): readonly PartyHit[] {
  const [parties, setParties] = useState<readonly PartyHit[]>([])
  useEffect(() => {
    let isWanted = true
    void call('party.search', { text: text.trim(), limit: MOST_PARTIES }).then(
      (read) => isWanted && setParties(read.ok ? read.value : [])
    )
    return () => {
      isWanted = false
    }
  }, [text])
  return parties
}

/** What the party pays now; null until that is known. */
function useBrief(itemId: string, partyId: string | null): ItemBrief | null {
  const [held, setHeld] = useState<{ readonly partyId: string; readonly brief: ItemBrief } | null>(null)
  useEffect(() => {
    if (partyId === null) return
    let isWanted = true
    void call('item.brief', { itemId, partyId, side: 'sale' }).then(
      (read) => isWanted && read.ok && setHeld({ partyId, brief: read.value })
    )
    return () => {
      isWanted = false
    }
  }, [itemId, partyId])
  return held !== null && held.partyId === partyId ? held.brief : null
}
