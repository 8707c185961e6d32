import { useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { CodePrinting } from '#renderer/people/CodePrinting.tsx'
import type { Failure } from '#shared/kernel/result.ts'
import '#renderer/people/people.css'

/** Turning encryption on shows the recovery code once and wants it typed back; turning it off says what that means. */
export function EncryptDialog(props: {
  readonly isOn: boolean
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const { isOn } = props
  const t = useText()
  const failureText = useFailureText()
  const [shown, setShown] = useState('')
  const [code, setCode] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isWorking, setWorking] = useState(false)
  const hasAsked = useRef(false)
  useEffect(() => {
    if (isOn || hasAsked.current) return
    hasAsked.current = true
    void call('encryption.begin', {}).then((answer) =>
      answer.ok ? setShown(answer.value.recoveryCode) : setFailure(answer.failure)
    )
  }, [isOn])
  const accept = async () => {
    if (isWorking) return
    setWorking(true)
    setFailure(null)
    const answer = isOn ? await call('encryption.turnOff', {}) : await call('encryption.turnOn', { code })
    setWorking(false)
    if (answer.ok) props.onDone()
    else setFailure(answer.failure)
  }
  const isOfCode = failure?.field === 'code'
  return (
    <Dialog
      title={t(isOn ? 'settings:encryption.offTitle' : 'settings:encryption.onTitle')}
      onClose={() => (isWorking ? undefined : props.onClose())}
      onAccept={() => void accept()}
    >
      <p className="dialog-lead">{t(isOn ? 'settings:encryption.offLead' : 'settings:encryption.onLead')}</p>
      {isOn ? null : (
        <>
          <p>{t('settings:encryption.cost')}</p>
          <p className="recovery-code number">{shown}</p>
          <CodePrinting print={(id) => call('encryption.printCode', { id })} />
          <FormWalk onDone={() => void accept()}>
            <Field
              label={t('settings:encryption.typeBack')}
              value={code}
              onChange={setCode}
              hint={t('settings:encryption.typeBackHint')}
              error={isOfCode ? failureText(failure) : null}
              input={{ maxLength: 60, autoCapitalize: 'characters' }}
            />
          </FormWalk>
        </>
      )}
      {failure !== null && !isOfCode ? <Notice tone="bad">{failureText(failure)}</Notice> : null}
      {isWorking ? <p role="status">{t('settings:encryption.working')}</p> : null}
      <div className="dialog-buttons">
        <CommandButton command="dialog.back" />
        {isOn ? null : <CommandButton command="dialog.print" />}
        <CommandButton command="dialog.accept" tone="main" />
      </div>
    </Dialog>
  )
}
