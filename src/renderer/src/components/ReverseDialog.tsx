import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { EntryView } from '#shared/contract/views.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { Dialog } from './Dialog.tsx'
import { DialogButtons } from './DialogButtons.tsx'
import { kindWord, withWhom } from './entry-words.ts'
import { Field } from './Field.tsx'
import { Notice } from './Notice.tsx'

/** Asks why, and reverses. Nothing is erased: the entry and its reversal both stay in the book. */
export function ReverseDialog(props: {
  readonly entry: EntryView
  readonly onClose: () => void
  readonly onReversed: (reversal: EntryView) => void
}) {
  const { entry } = props
  const t = useText()
  const failureText = useFailureText()
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  // One id for all tries, so that pressing twice reverses once.
  const id = useRef(crypto.randomUUID())
  const isAsking = useRef(false)
  const reverse = async () => {
    if (isAsking.current) return
    isAsking.current = true
    const answer = await call('entry.reverse', { id: id.current, entryId: entry.id, reason: reason.trim() })
    isAsking.current = false
    if (!answer.ok) return setFailure(answer.failure)
    props.onReversed(answer.value.entry)
  }
  const isOfReason = failure?.field === 'reason' || failure?.code === 'entry/reason-needed'
  return (
    <Dialog title={t('entry:reverse.title')} onClose={props.onClose} onAccept={() => void reverse()}>
      <p className="dialog-lead">
        <strong>{[kindWord(t, entry), entry.number].filter((word) => word !== '').join(' ')}</strong>
        <span>{withWhom(t, entry)}</span>
        <span className="number is-strong">{formatAmount(entry.amountMinor)}</span>
      </p>
      <p>{t('entry:reverse.what')}</p>
      <FormWalk onDone={() => void reverse()}>
        <Field
          label={t('entry:reverse.reason')}
          value={reason}
          onChange={setReason}
          hint={t('entry:reverse.hint')}
          error={failure !== null && isOfReason ? failureText(failure) : null}
          input={{ maxLength: 200 }}
        />
      </FormWalk>
      <Notice tone="bad">{failure !== null && !isOfReason ? failureText(failure) : ''}</Notice>
      <DialogButtons />
    </Dialog>
  )
}
