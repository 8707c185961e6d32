import { useState } from 'react'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useText } from '#renderer/i18n/use-text.ts'

/** A close without a count: it is said what that means, and asked why. */
export function UncountedDialog(props: { readonly onClose: () => void; readonly onAccept: (reason: string) => void }) {
  const t = useText()
  const [reason, setReason] = useState('')
  const accept = () => {
    if (reason.trim() !== '') props.onAccept(reason.trim())
  }
  return (
    <Dialog title={t('closing:uncounted.title')} onClose={props.onClose} onAccept={accept}>
      <p className="dialog-text">{t('closing:uncounted.lead')}</p>
      <FormWalk onDone={accept}>
        <Field label={t('closing:uncounted.reason')} value={reason} onChange={setReason} input={{ maxLength: 200 }} />
      </FormWalk>
      <DialogButtons />
    </Dialog>
  )
}
