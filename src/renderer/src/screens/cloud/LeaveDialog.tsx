import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { SyncStatus } from '#shared/contract/sync-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'

/** Leaves the account, and says before what is on this PC alone. */
export function LeaveDialog(props: {
  readonly status: SyncStatus
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const [failure, setFailure] = useState<Failure | null>(null)
  const isAsking = useRef(false)
  const { waitingCount } = props.status
  const accept = async () => {
    if (isAsking.current) return
    isAsking.current = true
    // What was said to be unsent is accepted; if more came meanwhile, main says so and asks again.
    const answer = await call('sync.leave', { evenUnsent: waitingCount > 0 })
    isAsking.current = false
    if (answer.ok) props.onDone()
    else setFailure(answer.failure)
  }
  return (
    <Dialog title={t('cloud:leave.title')} onClose={props.onClose} onAccept={() => void accept()}>
      <p className="dialog-lead">{t('cloud:leave.safe')}</p>
      {waitingCount === 0 ? null : <Notice tone="warn">{t('cloud:leave.unsent', counted(waitingCount))}</Notice>}
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}
