import { useRef, useState } from 'react'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText } from '#renderer/i18n/use-text.ts'
import type { Failure, Result } from '#shared/kernel/result.ts'
import { Dialog } from './Dialog.tsx'
import { DialogButtons } from './DialogButtons.tsx'
import { Field } from './Field.tsx'
import { Notice } from './Notice.tsx'

/** What is undone, in three words: what it is, with whom, for how much. */
export interface Undone {
  readonly what: string
  readonly whom: string
  readonly amount: string
}

/** Asks why something is undone, and undoes it. What main refuses of the reason stands at its box. */
export function ReasonForm<Value>(props: {
  readonly title: string
  readonly undone: Undone
  readonly consequence: string
  readonly label: string
  readonly hint: string
  readonly onClose: () => void
  /** One id for all tries, so that pressing twice undoes once. */
  readonly undo: (id: string, reason: string) => Promise<Result<Value>>
  readonly onDone: (value: Value) => void
}) {
  const { undone } = props
  const failureText = useFailureText()
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const id = useRef(crypto.randomUUID())
  const isAsking = useRef(false)
  const accept = async () => {
    if (isAsking.current) return
    isAsking.current = true
    const answer = await props.undo(id.current, reason.trim())
    isAsking.current = false
    if (!answer.ok) return setFailure(answer.failure)
    props.onDone(answer.value)
  }
  const isOfReason = failure?.field === 'reason' || failure?.code === 'entry/reason-needed'
  return (
    <Dialog title={props.title} onClose={props.onClose} onAccept={() => void accept()}>
      <p className="dialog-lead">
        <strong>{undone.what}</strong>
        <span>{undone.whom}</span>
        <span className="number is-strong">{undone.amount}</span>
      </p>
      <p>{props.consequence}</p>
      <FormWalk onDone={() => void accept()}>
        <Field
          label={props.label}
          value={reason}
          onChange={setReason}
          hint={props.hint}
          error={failure !== null && isOfReason ? failureText(failure) : null}
          input={{ maxLength: 200 }}
        />
      </FormWalk>
      <Notice tone="bad">{failure !== null && !isOfReason ? failureText(failure) : ''}</Notice>
      <DialogButtons />
    </Dialog>
  )
}
