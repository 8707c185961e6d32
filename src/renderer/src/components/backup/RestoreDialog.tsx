import { useEffect, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { dayAndClockText } from '#renderer/components/clock-text.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { groupWhole } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { BackupSource } from '#shared/contract/backup-endpoints.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/kernel/result.ts'

type Look = Output<'backup.look'>

/** Proves a backup before the eyes of whoever wants it back, says what would be missing, and opens it by one more Enter. */
export function RestoreDialog(props: {
  readonly source: BackupSource
  readonly title: string
  readonly onClose: () => void
  readonly onRestored: (aside: string | null) => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const [typed, setTyped] = useState('')
  const [look, setLook] = useState<Look | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isBusy, setBusy] = useState(false)
  const passphrase = typed === '' ? null : typed
  const { source } = props

  const prove = async (words: string | null) => {
    setBusy(true)
    const answer = await call('backup.look', { source, passphrase: words })
    setBusy(false)
    setLook(answer.ok ? answer.value : null)
    setFailure(answer.ok ? null : answer.failure)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog opens.
  useEffect(() => void prove(null), [])

  const isWhole = look !== null && (look.fault === null || isOtherPast(look.fault))
  const accept = async () => {
    if (isBusy) return
    if (!isWhole) return prove(passphrase)
    setBusy(true)
    const answer = await call('backup.restore', { source, passphrase, losesEntries: true })
    setBusy(false)
    if (answer.ok) props.onRestored(answer.value.aside)
    else setFailure(answer.failure)
  }
  return (
    <Dialog title={props.title} onClose={props.onClose} onAccept={() => void accept()}>
      {look !== null && isWhole ? <Found look={look} /> : null}
      {look?.fault === 'wrong-passphrase' ? (
        <FormWalk onDone={() => void accept()}>
          <Field
            label={t('backups:restore.passphrase')}
            value={typed}
            onChange={setTyped}
            hint={t('backups:restore.passphraseHint')}
            error={passphrase === null ? null : t('backups:fault.wrong-passphrase')}
            input={{ type: 'password', autoComplete: 'off', maxLength: 200, autoFocus: true }}
          />
        </FormWalk>
      ) : null}
      <Notice tone={look?.fault || failure !== null ? 'bad' : 'plain'}>
        {isBusy
          ? t(isWhole ? 'backups:restore.opening' : 'backups:restore.proving')
          : failure !== null
            ? failureText(failure)
            : look?.fault && look.fault !== 'wrong-passphrase'
              ? t(`backups:fault.${look.fault}`)
              : ''}
      </Notice>
      <DialogButtons />
    </Dialog>
  )
}

/** Nothing is wrong with such a backup: this very book went on from an older one, and may go back to it. */
const isOtherPast = (fault: Look['fault']): boolean => fault === 'ahead' || fault === 'other-history'

function Found({ look }: { readonly look: Look }) {
  const t = useText()
  return (
    <>
      <dl className="fact-list">
        <div>
          <dt>{t('backups:restore.shop')}</dt>
          <dd>{look.shopName}</dd>
        </div>
        <div>
          <dt>{t('backups:restore.entries')}</dt>
          <dd className="number">{groupWhole(look.entryCount)}</dd>
        </div>
        <div>
          <dt>{t('backups:restore.newest')}</dt>
          <dd>{look.newestAt === null ? t('backups:restore.none') : dayAndClockText(look.newestAt)}</dd>
        </div>
      </dl>
      <Notice tone={look.missingEntries > 0 ? 'warn' : 'good'}>
        {look.missingEntries > 0
          ? t('backups:restore.missing', { count: look.missingEntries, figure: groupWhole(look.missingEntries) })
          : t(look.isOpenShop ? 'backups:restore.same' : 'backups:restore.otherShop')}
      </Notice>
    </>
  )
}
