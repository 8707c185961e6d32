import { type KeyboardEvent, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { useBalanceWords } from '#renderer/components/MoneyText.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { FormWalk, focusField } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { SlipView } from '#shared/contract/slip-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { SLIP_NAME_LENGTH } from '#shared/slips/slip.ts'
import { readSlipAmount, splitSlipLine } from './slip-line.ts'

/** A name, an amount, Enter: the slip is written and the line is free for the next one. */
export function SlipLineForm(props: {
  readonly onArrow: (key: string) => boolean
  readonly onWritten: (slip: SlipView) => void
  readonly onSaid: (word: Word | null) => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const balanceWords = useBalanceWords()
  const [line, setLine] = useState({ name: '', amount: '' })
  const [failure, setFailure] = useState<Failure | null>(null)
  const id = useRef(v7())
  const isAsking = useRef(false)
  const nameBox = useRef<HTMLInputElement>(null)
  const read = line.amount.trim() === '' ? null : readSlipAmount(line.amount)
  const change = (part: Partial<typeof line>) => {
    setLine((now) => ({ ...now, ...part }))
    setFailure(null)
    props.onSaid(null)
  }
  const clear = () => {
    setLine({ name: '', amount: '' })
    setFailure(null)
    focusField(nameBox.current)
  }
  const write = async (typed: typeof line) => {
    const amount = readSlipAmount(typed.amount)
    if (!amount.ok) return setFailure({ ...amount.failure, field: 'amountMinor' })
    if (isAsking.current) return
    isAsking.current = true
    const answer = await call('slip.add', { id: id.current, name: typed.name, amountMinor: amount.value })
    isAsking.current = false
    if (!answer.ok) return setFailure(answer.failure)
    id.current = v7()
    clear()
    props.onWritten(answer.value.slip)
  }
  const heard = (press: KeyboardEvent) => {
    if (press.ctrlKey || press.altKey || press.metaKey || press.nativeEvent.isComposing) return
    const both = press.key === 'Enter' && line.amount === '' ? splitSlipLine(line.name) : null
    if (both !== null) {
      setLine(both)
      void write(both)
    } else if (!(props.onArrow(press.key) || (press.key === 'Enter' && line.name.trim() === ''))) return
    press.preventDefault()
  }
  useCommand('slips.accept', () => void write(splitSlipLine(line.name) ?? line))
  useCommand('slips.clear', clear, line.name !== '' || line.amount !== '')
  const wrong = (field: string) => (failure?.field === field ? failureText(failure) : null)
  return (
    <FormWalk onDone={() => void write(line)} className="slip-line" label={t('slips:line.title')}>
      <Field
        ref={nameBox}
        label={t('slips:line.name')}
        value={line.name}
        onChange={(name) => change({ name })}
        hint={t('slips:line.nameHint')}
        error={wrong('name') ?? (failure !== null && failure.field === undefined ? failureText(failure) : null)}
        input={{ maxLength: SLIP_NAME_LENGTH, onKeyDown: heard, autoFocus: true }}
      />
      <Field
        className="field-amount"
        label={t('slips:line.amount')}
        value={line.amount}
        onChange={(amount) => change({ amount })}
        hint={read?.ok ? balanceWords(read.value) : t('slips:line.amountHint')}
        error={wrong('amountMinor')}
        input={{ inputMode: 'text', className: 'number' }}
      />
    </FormWalk>
  )
}
