import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { PinFields } from '#renderer/people/PinFields.tsx'
import type { Output } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/kernel/result.ts'

/** The owner forgot his PIN, or this PC never knew one: the code from the paper sets a new one. */
export function RecoverForm(props: {
  readonly isNewPc: boolean
  readonly onDone: (done: Output<'person.recover'>) => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const [code, setCode] = useState('')
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const isAsking = useRef(false)
  const accept = async () => {
    if (isAsking.current || pin !== again) return
    isAsking.current = true
    const answer = await call('person.recover', { code, pin })
    isAsking.current = false
    if (answer.ok) props.onDone(answer.value)
    else setFailure(answer.failure)
  }
  useCommand('lock.accept', () => void accept())
  const isOfPin = failure?.code === 'people/pin-short'
  return (
    <>
      <p>{t(props.isNewPc ? 'people:recover.newPc' : 'people:recover.about')}</p>
      <FormWalk onDone={() => void accept()}>
        <Field
          label={t('people:recover.code')}
          value={code}
          onChange={setCode}
          hint={t('people:recover.codeHint')}
          input={{ maxLength: 40, autoFocus: true }}
        />
        <PinFields
          first={pin}
          second={again}
          onFirst={setPin}
          onSecond={setAgain}
          error={isOfPin && failure !== null ? failureText(failure) : null}
        />
      </FormWalk>
      <Notice tone="bad">{failure !== null && !isOfPin ? failureText(failure) : ''}</Notice>
      <div className="dialog-buttons">
        {props.isNewPc ? null : <CommandButton command="lock.back" />}
        <CommandButton command="lock.accept" tone="main" />
      </div>
    </>
  )
}
