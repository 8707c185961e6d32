import { useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useQuantityWords } from '#renderer/i18n/quantity-words.ts'
import { useUnitWords } from '#renderer/i18n/unit-words.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { ItemBrief, ItemView } from '#shared/contract/goods-views.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { type Quantity, quantity } from '#shared/quantity/quantity.ts'
import { Choice } from './Choice.tsx'
import { Dialog } from './Dialog.tsx'
import { DialogButtons } from './DialogButtons.tsx'
import { Field } from './Field.tsx'
import { Notice } from './Notice.tsx'
import { SuggestText } from './SuggestField.tsx'
import { readExpiry } from './stock-form/expiry-text.ts'
import {
  REASONS_FOR,
  readAdjustment,
  STOCK_WAYS,
  type StockDraft,
  stockAfter,
  withQuantity,
  withWay
} from './stock-form/read-adjustment.ts'
import './stock-form/stock-form.css'

const EMPTY: StockDraft = {
  way: 'counted',
  quantity: '',
  reason: 'counted',
  cost: '',
  batch: '',
  expiry: '',
  note: ''
}

/** What is on hand put right: as it was counted, or so much more or less, always with a reason. */
export function StockDialog(props: {
  readonly item: ItemView
  readonly onClose: () => void
  readonly onSaved: (item: ItemView, text: string) => void
}) {
  const { item } = props
  const t = useText()
  const failureText = useFailureText()
  const words = useQuantityWords()
  const [draft, setDraft] = useState(EMPTY)
  const [failure, setFailure] = useState<Failure | null>(null)
  const batches = useBatches(item)
  const id = useRef<string>(crypto.randomUUID())
  const isAsking = useRef(false)
  const set = (change: Partial<StockDraft>) => {
    setFailure(null)
    setDraft((now) => ({ ...now, ...change }))
  }
  const now = onHandOf(item, batches, draft.batch.trim())
  const after = stockAfter(draft, item, now)
  const save = async () => {
    if (isAsking.current) return
    const read = readAdjustment(draft, item)
    if (!read.ok) return setFailure(read.failure)
    isAsking.current = true
    const answer = await call('stock.adjust', { id: id.current, ...read.value })
    isAsking.current = false
    if (!answer.ok) return setFailure(answer.failure)
    const saved = answer.value.item
    props.onSaved(saved, t('stock:form.saved', { name: saved.name, onHand: words.onHand(saved.onHand, saved) }))
  }
  const errorOf = (...fields: readonly string[]) =>
    failure !== null && fields.includes(failure.field ?? '') ? failureText(failure) : null
  const isOfField = [
    'quantity',
    'by',
    'countedTo',
    'cost',
    'costRate',
    'batch',
    'expiry',
    'expiresOn',
    'note'
  ].includes(failure?.field ?? '')
  const title = t('stock:form.title', { name: item.name })
  return (
    <Dialog title={title} onClose={props.onClose} onAccept={() => void save()} className="stock-dialog">
      <div className="stock-form">
        <FormWalk onDone={() => void save()} label={title} className="stock-walk">
          <Field
            label={t(`stock:form.quantity.${draft.way}`)}
            value={draft.quantity}
            onChange={(text) => set(withQuantity(draft, text))}
            error={errorOf('quantity', 'by', 'countedTo')}
            hint={t('stock:form.quantityHint')}
          />
          <Choice
            label={t('stock:form.way')}
            options={STOCK_WAYS.map((way) => ({ value: way, label: t(`stock:form.ways.${way}`) }))}
            value={draft.way}
            onChange={(way) => set(withWay(draft, way))}
          />
          <Choice
            label={t('stock:form.reason')}
            options={REASONS_FOR[draft.way].map((reason) => ({ value: reason, label: t(`stock:reason.${reason}`) }))}
            value={draft.reason}
            onChange={(reason) => set({ reason })}
          />
          {item.hasBatch ? (
            <BatchFields draft={draft} set={set} item={item} batches={batches} errorOf={errorOf} />
          ) : null}
          {(after ?? now) > now && item.valueMinor !== null ? (
            <CostField draft={draft} set={set} item={item} error={errorOf('cost', 'costRate')} />
          ) : null}
          <Field
            label={t('stock:form.note')}
            value={draft.note}
            onChange={(note) => set({ note })}
            error={errorOf('note')}
            hint={t('stock:form.noteHint')}
          />
        </FormWalk>
        <StockSum item={item} now={now} after={after} />
      </div>
      <Notice tone="bad">{failure !== null && !isOfField ? failureText(failure) : ''}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

interface PartProps {
  readonly draft: StockDraft
  readonly set: (change: Partial<StockDraft>) => void
  readonly item: ItemView
}

function BatchFields(
  props: PartProps & {
    readonly batches: ItemBrief['batches']
    readonly errorOf: (...fields: readonly string[]) => string | null
  }
) {
  const { draft, set, item, batches, errorOf } = props
  const t = useText()
  const read = draft.expiry.trim() === '' ? null : readExpiry(draft.expiry)
  const takeBatch = (batch: string) => {
    const known = batches.find((one) => one.batch === batch.trim())
    const expiry = known?.expiresOn ?? null
    set(expiry === null ? { batch } : { batch, expiry: formatBookDate(expiry) })
  }
  return (
    <>
      <SuggestText
        label={t('stock:form.batch')}
        options={batches.map(({ batch }) => batch)}
        value={draft.batch}
        onChange={takeBatch}
        error={errorOf('batch')}
      />
      {item.hasExpiry ? (
        <Field
          label={t('stock:form.expiry')}
          value={draft.expiry}
          onChange={(expiry) => set({ expiry })}
          error={errorOf('expiry', 'expiresOn')}
          hint={read?.ok ? formatBookDate(read.value) : t('stock:form.expiryHint')}
        />
      ) : null}
    </>
  )
}

function CostField({ draft, set, item, error }: PartProps & { readonly error: string | null }) {
  const t = useText()
  const units = useUnitWords()
  return (
    <Field
      className="field-amount"
      label={t('stock:form.cost', { unit: units.short(item.baseUnit) })}
      value={draft.cost}
      onChange={(cost) => set({ cost })}
      error={error}
      hint={t('stock:form.costHint')}
      input={{ inputMode: 'decimal', className: 'number' }}
    />
  )
}

/** Now, the change, and what there will be: read before it is accepted. */
function StockSum({
  item,
  now,
  after
}: {
  readonly item: ItemView
  readonly now: Quantity
  readonly after: Quantity | null
}) {
  const t = useText()
  const words = useQuantityWords()
  return (
    <dl className="stock-sum" aria-live="polite">
      <div>
        <dt>{t('stock:form.now')}</dt>
        <dd className="number">{words.onHand(now, item)}</dd>
      </div>
      <div>
        <dt>{t('stock:form.change')}</dt>
        <dd className="number">{after === null ? '–' : words.moved(quantity(after - now), item)}</dd>
      </div>
      <div>
        <dt>{t('stock:form.then')}</dt>
        <dd className={`number is-strong ${(after ?? 0) < 0 ? 'is-give' : ''}`}>
          {after === null ? '–' : words.onHand(after, item)}
        </dd>
      </div>
    </dl>
  )
}

/** What is counted is one batch, where the item has batches. */
function onHandOf(item: ItemView, batches: ItemBrief['batches'], batch: string): Quantity {
  if (!item.hasBatch) return item.onHand
  return batches.find((one) => one.batch === batch)?.quantity ?? quantity(0)
}

function useBatches(item: ItemView): ItemBrief['batches'] {
  const [batches, setBatches] = useState<ItemBrief['batches']>([])
  const { id, hasBatch } = item
  useEffect(() => {
    if (!hasBatch) return
    let isWanted = true
    void call('item.brief', { itemId: id, partyId: null, side: 'sale' }).then(
      (read) => isWanted && read.ok && setBatches(read.value.batches)
    )
    return () => {
      isWanted = false
    }
  }, [id, hasBatch])
  return batches
}
