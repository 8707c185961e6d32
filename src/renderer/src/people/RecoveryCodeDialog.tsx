import { call } from '#renderer/app-api.ts'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { CodePrinting } from './CodePrinting.tsx'
import { usePeople } from './people-context.tsx'
import './people.css'

/** The recovery code, once: large enough to be written down, ready to be printed, and gone when the dialog is put away. */
export function RecoveryCodeDialog({ code }: { readonly code: string }) {
  const t = useText()
  const { showRecoveryCode } = usePeople()
  const close = () => showRecoveryCode(null)
  return (
    <Dialog title={t('people:code.title')} onClose={close} onAccept={close}>
      <p>{t('people:code.about')}</p>
      <p className="recovery-code number">{code}</p>
      <p>{t('people:code.advice')}</p>
      <CodePrinting print={(id) => call('person.printCode', { id, code })} />
      <div className="dialog-buttons">
        <CommandButton command="dialog.print" />
        <CommandButton command="dialog.accept" tone="main" />
      </div>
    </Dialog>
  )
}
