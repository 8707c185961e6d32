import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { digitsIn, PIN_INPUT } from '#renderer/people/PinFields.tsx'
import type { PeopleState } from '#shared/contract/people-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { MOST_LOCK_MINUTES } from '#shared/people/person.ts'

/** After how many minutes the app locks itself; or the owner's PIN, to ask for none any more. */
export function RuleDialog(props: {
  readonly what: 'rule' | 'off'
  readonly lockMinutes: number
  readonly onClose: () => void
  readonly onDone: (state: PeopleState) => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const isRule = props.what === 'rule'
  const [text, setText] = useState(isRule ? String(props.lockMinutes) : '')
  const [failure, setFailure] = useState<Failure | null>(null)
  const accept = async () => {
    const answer = isRule
      ? await call('person.setRule', { lockMinutes: Math.min(Number(text), MOST_LOCK_MINUTES) })
      : await call('person.turnOff', { pin: text })
    if (answer.ok) props.onDone(answer.value)
    else setFailure(answer.failure)
  }
  return (
    <Dialog title={t(`people:dialog.${props.what}`)} onClose={props.onClose} onAccept={() => void accept()}>
      <p className="dialog-lead">{t(`people:lead.${props.what}`)}</p>
      <FormWalk onDone={() => void accept()}>
        <Field
          label={t(isRule ? 'people:field.minutes' : 'people:field.ownPin')}
          value={text}
          onChange={(typed) => setText(digitsIn(typed))}
          hint={isRule ? t('people:field.minutesHint', { most: MOST_LOCK_MINUTES }) : null}
          error={failure === null ? null : failureText(failure)}
          input={isRule ? { inputMode: 'numeric', maxLength: 3 } : PIN_INPUT}
        />
      </FormWalk>
      <DialogButtons />
    </Dialog>
  )
}
