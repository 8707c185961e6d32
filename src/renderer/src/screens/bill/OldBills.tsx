import { useState } from 'react'
import { BillPicker } from '#renderer/components/bill-list/BillPicker.tsx'
import { type BillQuestion, useBillRows } from '#renderer/components/bill-list/use-bill-rows.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import type { TextKey } from '#renderer/i18n/locale-parts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { BillRow } from '#shared/contract/goods-views.ts'

/** Old papers over the bill, the newest first: Enter takes one. */
export function OldBills(props: {
  readonly question: Omit<BillQuestion, 'text'>
  readonly title: TextKey
  readonly about: TextKey
  readonly onClose: () => void
  readonly onTake: (row: BillRow) => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const [text, setText] = useState('')
  const [index, setIndex] = useState(0)
  const list = useBillRows({ ...props.question, text })
  const chosen = list.rows?.[Math.min(index, list.rows.length - 1)]
  return (
    <Dialog
      title={t(props.title)}
      onClose={props.onClose}
      onAccept={() => chosen !== undefined && props.onTake(chosen)}
      className="picker-dialog"
    >
      <p className="second">{t(props.about)}</p>
      <BillPicker
        label={t(props.title)}
        rows={list.rows}
        text={text}
        onText={(next) => {
          setText(next)
          setIndex(0)
        }}
        index={index}
        onMove={setIndex}
        onOpen={props.onTake}
        onEndReached={list.readMore}
        isSearching={list.isSearching}
      />
      {list.failure === null ? null : <Notice tone="bad">{failureText(list.failure)}</Notice>}
      <DialogButtons />
    </Dialog>
  )
}
