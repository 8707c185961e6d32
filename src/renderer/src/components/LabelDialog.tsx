import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { ItemView } from '#shared/contract/goods-views.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { LABEL_GRIDS, LABEL_SHEETS, type LabelSheet, perSheet } from '#shared/receipt/label-sheet.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'
import { Choice } from './Choice.tsx'
import { Dialog } from './Dialog.tsx'
import { DialogButtons } from './DialogButtons.tsx'
import { Field } from './Field.tsx'
import { Notice } from './Notice.tsx'
import './stock-form/stock-form.css'

const MOST_COPIES = 500

interface LabelDraft {
  readonly copies: string
  readonly isPriced: boolean
  readonly printerId: string
  readonly sheet: LabelSheet
  readonly used: string
}

/** Labels with barcode and name for an item: how many, with or without the price, and where they come out. */
export function LabelDialog(props: {
  readonly item: ItemView
  readonly onClose: () => void
  readonly onSent: (text: string) => void
}) {
  const { item } = props
  const t = useText()
  const failureText = useFailureText()
  const { settings } = useShop()
  const printers = settings?.printers ?? []
  const [draft, setDraft] = useState<LabelDraft>(() => ({
    copies: '1',
    isPriced: true,
    printerId: settings?.receiptPrinter ?? '',
    sheet: '65',
    used: '0'
  }))
  const [wrong, setWrong] = useState<'copies' | 'used' | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const id = useRef<string>(crypto.randomUUID())
  const isAsking = useRef(false)
  const set = (change: Partial<LabelDraft>) => {
    setWrong(null)
    setFailure(null)
    setDraft((now) => ({ ...now, ...change }))
  }
  const onSheets = printers.find((printer) => printer.id === draft.printerId)?.paper !== 'roll'
  const mostUsed = perSheet(LABEL_GRIDS[draft.sheet]) - 1
  const send = async () => {
    if (isAsking.current) return
    const count = readWhole(draft.copies, 1, MOST_COPIES)
    if (count === null) return setWrong('copies')
    const used = onSheets ? readWhole(draft.used, 0, mostUsed) : 0
    if (used === null) return setWrong('used')
    isAsking.current = true
    const answer = await call('label.print', {
      id: id.current,
      labels: [{ itemId: item.id, copies: count }],
      price: { isShown: draft.isPriced, amountMinor: null },
      printerId: draft.printerId === '' ? null : draft.printerId,
      sheet: draft.sheet,
      skip: used
    })
    isAsking.current = false
    if (answer.ok) props.onSent(t('items:label.sent', counted(count)))
    else setFailure(answer.failure)
  }
  const title = t('items:label.title', { name: item.name })
  return (
    <Dialog title={title} onClose={props.onClose} onAccept={() => void send()} className="label-dialog">
      <FormWalk onDone={() => void send()} label={title} className="stock-walk">
        <Field
          label={t('items:label.copies')}
          value={draft.copies}
          onChange={(copies) => set({ copies })}
          error={wrong === 'copies' ? t('items:label.wrong', { least: 1, most: MOST_COPIES }) : null}
          hint={item.barcodes[0] ?? t('items:label.noBarcode')}
          input={{ inputMode: 'numeric', maxLength: 4 }}
        />
        <Choice
          label={t('items:label.price')}
          options={[
            { value: 'yes', label: t('items:label.withPrice') },
            { value: 'no', label: t('items:label.withoutPrice') }
          ]}
          value={draft.isPriced ? 'yes' : 'no'}
          onChange={(value) => set({ isPriced: value === 'yes' })}
        />
        {printers.length < 2 ? null : (
          <Choice
            label={t('items:label.printer')}
            options={printers.map((printer) => ({ value: printer.id, label: printer.name }))}
            value={draft.printerId}
            onChange={(printerId) => set({ printerId })}
          />
        )}
        {onSheets ? (
          <SheetFields
            draft={draft}
            set={set}
            error={wrong === 'used' ? t('items:label.wrong', { least: 0, most: mostUsed }) : null}
          />
        ) : null}
      </FormWalk>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

/** A sheet of stickers that was begun before is used up from where it stands. */
function SheetFields(props: {
  readonly draft: LabelDraft
  readonly set: (change: Partial<LabelDraft>) => void
  readonly error: string | null
}) {
  const { draft, set } = props
  const t = useText()
  return (
    <>
      <Choice
        label={t('items:label.sheet')}
        options={LABEL_SHEETS.map((sheet) => ({
          value: sheet,
          label: t('items:label.sheetSize', {
            stickers: perSheet(LABEL_GRIDS[sheet]),
            size: `${LABEL_GRIDS[sheet].widthMm} × ${LABEL_GRIDS[sheet].heightMm} mm`
          })
        }))}
        value={draft.sheet}
        onChange={(sheet) => set({ sheet })}
      />
      <Field
        label={t('items:label.used')}
        value={draft.used}
        onChange={(used) => set({ used })}
        error={props.error}
        hint={t('items:label.usedHint')}
        input={{ inputMode: 'numeric', maxLength: 2 }}
      />
    </>
  )
}

function readWhole(text: string, least: number, most: number): number | null {
  const plain = latinDigits(text).trim()
  const count = /^\d{1,4}$/.test(plain) ? Number(plain) : -1
  return count >= least && count <= most ? count : null
}
