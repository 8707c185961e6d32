import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { Failure } from '#shared/kernel/result.ts'

/** The passphrase that seals every backup from now on, typed twice; left empty, none seals them. */
export function PassphraseDialog(props: { readonly isSealed: boolean; readonly onClose: (isSet: boolean) => void }) {
  const t = useText()
  const failureText = useFailureText()
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const isUnlike = second !== '' && first !== second
  const accept = async () => {
    if (first !== second) return setFailure(null)
    const answer = await call('backup.setPassphrase', { passphrase: first === '' ? null : first })
    if (answer.ok) props.onClose(true)
    else setFailure(answer.failure)
  }
  const input = { type: 'password', autoComplete: 'off', maxLength: 200 } as const
  return (
    <Dialog title={t('backups:seal.title')} onClose={() => props.onClose(false)} onAccept={() => void accept()}>
      <p className="dialog-lead">{t('backups:seal.about')}</p>
      <FormWalk onDone={() => void accept()}>
        <Field
          label={t('backups:seal.first')}
          value={first}
          onChange={setFirst}
          hint={t(props.isSealed ? 'backups:seal.hintSealed' : 'backups:seal.hint')}
          error={failure === null ? null : failureText(failure)}
          input={input}
        />
        <Field
          label={t('backups:seal.second')}
          value={second}
          onChange={setSecond}
          error={isUnlike ? t('backups:seal.unlike') : null}
          input={input}
        />
      </FormWalk>
      <DialogButtons />
    </Dialog>
  )
}
