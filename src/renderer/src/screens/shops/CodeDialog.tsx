import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { Failure } from '#shared/kernel/result.ts'

/** The recovery code of an encrypted book whose key this PC does not have. */
export function CodeDialog(props: { readonly onClose: () => void; readonly onKnown: () => void }) {
  const t = useText()
  const failureText = useFailureText()
  const [code, setCode] = useState('')
  const [failure, setFailure] = useState<Failure | null>(null)
  const accept = async () => {
    const answer = await call('encryption.enterCode', { code })
    if (answer.ok) props.onKnown()
    else setFailure(answer.failure)
  }
  return (
    <Dialog title={t('shops:code.title')} onClose={props.onClose} onAccept={() => void accept()}>
      <p className="dialog-lead">{t('shops:code.lead')}</p>
      <FormWalk onDone={() => void accept()}>
        <Field
          label={t('shops:code.field')}
          value={code}
          onChange={setCode}
          error={failure === null ? null : failureText(failure)}
          input={{ maxLength: 60, autoCapitalize: 'characters' }}
        />
      </FormWalk>
      <DialogButtons />
    </Dialog>
  )
}
