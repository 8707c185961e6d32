import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { SyncCounter } from '#shared/contract/sync-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { REVOKE_MODES } from '#shared/sync/wire.ts'

type Mode = (typeof REVOKE_MODES)[number]

/** Takes a counter out of the account, for good: as one that is lost, or as one that may still send what it has. */
export function RevokeDialog(props: {
  readonly counter: SyncCounter
  readonly name: string
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const [mode, setMode] = useState<Mode>('retire')
  const [failure, setFailure] = useState<Failure | null>(null)
  const isAsking = useRef(false)
  const accept = async () => {
    if (isAsking.current) return
    isAsking.current = true
    const answer = await call('sync.revoke', { deviceNo: props.counter.deviceNo, mode })
    isAsking.current = false
    if (answer.ok) props.onDone()
    else setFailure(answer.failure)
  }
  return (
    <Dialog
      title={t('cloud:revoke.title', { name: props.name })}
      onClose={props.onClose}
      onAccept={() => void accept()}
    >
      <Choice
        label={t('cloud:revoke.how')}
        options={REVOKE_MODES.map((value) => ({ value, label: t(`cloud:revoke.${value}`) }))}
        value={mode}
        onChange={setMode}
        isFirstFocus
      />
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}
