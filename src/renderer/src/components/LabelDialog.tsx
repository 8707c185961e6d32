import { useRef, useState } from 'react'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { callItems } from '#renderer/goods-api.ts'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { ItemView } from '#shared/contract/goods-views.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'
import { Choice } from './Choice.tsx'
import { Dialog } from './Dialog.tsx'
import { DialogButtons } from './DialogButtons.tsx'
import { Field } from './Field.tsx'
import { Notice } from './Notice.tsx'

const MOST_COPIES = 500

/** Labels with barcode and name for an item: how many, and whether the price stands on them. */
export function LabelDialog(props: {
  readonly item: ItemView
  readonly onClose: () => void
  readonly onSent: (text: string) => void
}) {
  const { item } = props
  const t = useText()
  const failureText = useFailureText()
  const [copies, setCopies] = useState('1')
  const [isPriced, setPriced] = useState(true)
  const [isWrong, setWrong] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const id = useRef<string>(crypto.randomUUID())
  const isAsking = useRef(false)
  const send = async () => {
    if (isAsking.current) return
    const count = readCopies(copies)
    if (count === null) return setWrong(true)
    isAsking.current = true
    const answer = await callItems('label.print', {
      id: id.current,
      labels: [{ itemId: item.id, copies: count }],
      price: { isShown: isPriced, amountMinor: null }
    })
    isAsking.current = false
    if (answer.ok) props.onSent(t('items:label.sent', counted(count)))
    else setFailure(answer.failure)
  }
  const title = t('items:label.title', { name: item.name })
  return (
    <Dialog title={title} onClose={props.onClose} onAccept={() => void send()}>
      <FormWalk onDone={() => void send()} label={title}>
        <Field
          label={t('items:label.copies')}
          value={copies}
          onChange={(text) => {
            setCopies(text)
            setWrong(false)
          }}
          error={isWrong ? t('items:label.copiesWrong', { most: MOST_COPIES }) : null}
          hint={item.barcodes[0] ?? t('items:label.noBarcode')}
          input={{ inputMode: 'numeric', maxLength: 4 }}
        />
        <Choice
          label={t('items:label.price')}
          options={[
            { value: 'yes', label: t('items:label.withPrice') },
            { value: 'no', label: t('items:label.withoutPrice') }
          ]}
          value={isPriced ? 'yes' : 'no'}
          onChange={(value) => setPriced(value === 'yes')}
        />
      </FormWalk>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

function readCopies(text: string): number | null {
  const plain = latinDigits(text).trim()
  const count = /^\d{1,4}$/.test(plain) ? Number(plain) : 0
  return count >= 1 && count <= MOST_COPIES ? count : null
}
