import { useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { formatPlain } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { ItemView } from '#shared/contract/goods-views.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { TaxRule } from '#shared/tax/tax-scheme.ts'
import { Dialog } from './Dialog.tsx'
import { FirstFields } from './item-form/FirstFields.tsx'
import { draftOfItem, newDraft } from './item-form/item-draft.ts'
import { MoreFields } from './item-form/MoreFields.tsx'
import { type Sitting, saveItem } from './item-form/save-item.ts'
import { useItemForm } from './item-form/use-item-form.ts'
import { MoreDialogButtons, MoreKey, useMoreInSight } from './more-boxes.tsx'
import { Notice } from './Notice.tsx'
import './item-form/item-form.css'

const FIRST_FIELDS = ['name', 'baseUnit', 'price', 'prices', 'hsn', 'taxRule']

/** A new item, or changes to one. The few boxes that every item needs come first; F12 shows the others. */
export function ItemDialog(props: {
  /** The item to change, or null for a new one. */
  readonly item: ItemView | null
  /** What was typed before, as the name to start with. */
  readonly typedName?: string
  /** A scanned code that no item bears, as the first barcode of the new one. */
  readonly scannedCode?: string
  readonly onClose: () => void
  readonly onSaved: (item: ItemView, isNew: boolean) => void
}) {
  const { item } = props
  const t = useText()
  const failureText = useFailureText()
  const { settings, summary } = useShop()
  const { rules, groups } = useLists()
  const form = useItemForm(() => firstDraft(props), failureText)
  const { draft, failure } = form
  const [hasMore, setHasMore] = useState((props.scannedCode ?? '') !== '')
  const [isLeaving, setLeaving] = useState(false)
  const sitting = useRef<Sitting>({
    itemId: item?.id ?? crypto.randomUUID(),
    openingId: crypto.randomUUID(),
    isKnown: item !== null
  })
  const isAsking = useRef(false)
  const box = useRef<HTMLDivElement>(null)
  useMoreInSight(box, hasMore, '.unit-rows input')

  const refuse = (refusal: Failure) => {
    form.setFailure(refusal)
    if (refusal.field !== undefined && !FIRST_FIELDS.includes(refusal.field)) setHasMore(true)
  }
  const save = async () => {
    if (isAsking.current) return
    isAsking.current = true
    const answer = await saveItem(draft, sitting.current)
    isAsking.current = false
    if (answer.ok) props.onSaved(answer.value, item === null)
    else refuse(answer.failure)
  }
  // What was typed is not thrown away by one slip of a finger.
  const close = () => (form.isTouched && !isLeaving ? setLeaving(true) : props.onClose())
  const title = item === null ? t('items:form.addTitle') : t('items:form.changeTitle', { name: item.name })
  const levels = [...new Set([...(settings?.priceLevels ?? []), ...Object.keys(draft.levelPrices)])]
  const isShown = failure?.field !== undefined && box.current?.querySelector('[aria-invalid="true"]') !== null
  return (
    <Dialog title={title} onClose={close} onAccept={() => void save()} className="item-dialog">
      <MoreKey onMore={() => setHasMore((now) => !now)} />
      <div className="item-form" ref={box}>
        <FormWalk onDone={() => void save()} label={title} className="item-walk">
          <FirstFields form={form} rules={rules} today={summary?.bookOn ?? null} />
          {hasMore ? (
            <MoreFields
              form={form}
              isNew={item === null}
              groups={groups}
              levels={levels}
              seesCosts={item === null || item.valueMinor !== null}
              hasTax={rules.length > 0}
            />
          ) : null}
        </FormWalk>
      </div>
      <Notice tone={isLeaving ? 'warn' : 'bad'}>
        {isLeaving ? t('items:form.leaving') : failure !== null && !isShown ? failureText(failure) : ''}
      </Notice>
      <MoreDialogButtons />
    </Dialog>
  )
}

function firstDraft({ item, typedName = '', scannedCode = '' }: Parameters<typeof ItemDialog>[0]) {
  if (item !== null) return draftOfItem(item, formatPlain)
  return { ...newDraft(typedName.trim()), barcodes: scannedCode === '' ? [] : [scannedCode] }
}

/** What is chosen from: the rules of tax and the groups there are. Without an answer the form goes on without them. */
function useLists() {
  const [rules, setRules] = useState<readonly TaxRule[]>([])
  const [groups, setGroups] = useState<readonly string[]>([])
  useEffect(() => {
    let isWanted = true
    void call('tax.scheme', {}).then((read) => isWanted && read.ok && setRules(read.value.rules))
    void call('item.list', { text: '', filter: 'all', group: '', offset: 0, limit: 1 }).then(
      (read) => isWanted && read.ok && setGroups(read.value.groups)
    )
    return () => {
      isWanted = false
    }
  }, [])
  return { rules, groups }
}
