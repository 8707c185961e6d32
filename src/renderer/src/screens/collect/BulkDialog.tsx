import { useRef, useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/kernel/result.ts'

/** Asks once before many get a message; afterwards it names those that could not be reached. */
export function BulkDialog(props: {
  readonly channel: 'sms' | 'slip'
  readonly partyIds: readonly string[]
  readonly onClose: () => void
  readonly onSent: (made: number) => void
}) {
  const { channel } = props
  const t = useText()
  const failureText = useFailureText()
  const items = useRef(props.partyIds.map((partyId) => ({ id: v7(), partyId })))
  const isAsking = useRef(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [done, setDone] = useState<Output<'message.sendMany'> | null>(null)
  const accept = async () => {
    if (done !== null) return props.onSent(done.made)
    if (isAsking.current) return
    isAsking.current = true
    const answer = await call('message.sendMany', { items: items.current, channel, purpose: null })
    isAsking.current = false
    if (!answer.ok) return setFailure(answer.failure)
    if (answer.value.left.length === 0) props.onSent(answer.value.made)
    else setDone(answer.value)
  }
  const count = counted(props.partyIds.length)
  return (
    <Dialog title={t(`collect:bulk.${channel}`)} onClose={props.onClose} onAccept={() => void accept()}>
      <p tabIndex={-1}>{done === null ? t('collect:bulk.to', count) : t('collect:bulk.made', counted(done.made))}</p>
      {done === null ? null : (
        <ul className="collect-left">
          {done.left.map((one) => (
            <li key={one.partyId}>
              <strong>{one.partyName}</strong> {failureText(one.failure as Failure)}
            </li>
          ))}
        </ul>
      )}
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}
