import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import type { MessageView } from '#shared/contract/message-endpoints.ts'
import { type Failure, fail, ok } from '#shared/kernel/result.ts'
import { ANSWERS, type Answer } from '#shared/reminders/outcome.ts'
import { readPromise } from './read-promise.ts'

/** What the party said to the newest message; a promise names its day. Without a message the promise stands with what is owed. */
export function AnswerDialog(props: {
  readonly party: { readonly id: string; readonly name: string }
  readonly message: MessageView | null
  readonly today: BookDate
  readonly onClose: () => void
  readonly onSaid: (text: string) => void
}) {
  const { message, today, party } = props
  const t = useText()
  const failureText = useFailureText()
  const [answer, setAnswer] = useState<Answer>('promised')
  const [day, setDay] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const isAsking = useRef(false)
  const read = day.trim() === '' ? fail('calendar/not-a-date') : readPromise(day, today)
  const save = async () => {
    const promisedOn = answer === 'promised' && read.ok ? read.value : null
    if (message !== null) return call('message.answer', { messageId: message.id, answer, promisedOn })
    return answer === 'promised' ? call('credit.promise', { partyId: party.id, promisedOn }) : ok(null)
  }
  const accept = async () => {
    if (isAsking.current) return
    if (answer === 'promised' && !read.ok) return setFailure(read.failure)
    isAsking.current = true
    const saved = await save()
    isAsking.current = false
    if (!saved.ok) return setFailure(saved.failure)
    const when = answer === 'promised' && read.ok ? t('collect:promisedFor', { date: formatBookDate(read.value) }) : ''
    props.onSaid(t('collect:said', { name: party.name, what: when || t(`collect:answer.${answer}`) }))
  }
  const options = (message === null ? (['promised'] as const) : ANSWERS).map((value) => ({
    value,
    label: t(`collect:answer.${value}`)
  }))
  return (
    <Dialog
      title={t('collect:answerTitle', { name: party.name })}
      onClose={props.onClose}
      onAccept={() => void accept()}
    >
      <FormWalk onDone={() => void accept()}>
        <Choice label={t('collect:answerLabel')} options={options} value={answer} onChange={setAnswer} isFirstFocus />
        {answer === 'promised' ? (
          <Field
            label={t('collect:promiseDay')}
            value={day}
            onChange={setDay}
            hint={read.ok ? formatBookDate(read.value) : t('collect:promiseHint')}
          />
        ) : null}
      </FormWalk>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}
