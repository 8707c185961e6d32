import { useRef, useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { PartyView } from '#shared/contract/views.ts'
import type { Failure } from '#shared/kernel/result.ts'

/** A party that was put away because it is another one: it can be taken apart again. */
export function UnmergeDialog(props: {
  readonly party: PartyView
  readonly onClose: () => void
  readonly onDone: (party: PartyView) => void
}) {
  const { party } = props
  const t = useText()
  const failureText = useFailureText()
  const merges = useLive('party.merges', { partyId: party.id })
  const [failure, setFailure] = useState<Failure | null>(null)
  const ids = useRef({ outId: v7(), inId: v7() })
  const isAsking = useRef(false)
  if (merges.value === null) return null
  const { into } = merges.value
  const accept = async () => {
    if (isAsking.current) return
    isAsking.current = true
    const answer = await call('party.unmerge', { partyId: party.id, ...ids.current })
    isAsking.current = false
    if (!answer.ok) return setFailure(answer.failure)
    props.onDone(answer.value.party)
  }
  return (
    <Dialog
      title={t('parties:merge.apartTitle')}
      onClose={props.onClose}
      {...(into === null ? {} : { onAccept: () => void accept() })}
    >
      <p className="dialog-lead">
        <strong>{party.name}</strong>
        <span>{into === null ? party.place : t('parties:merge.oneWith', { name: into.name })}</span>
      </p>
      <p>{into === null ? t('parties:merge.notMerged') : t('parties:merge.apartWhat', { name: into.name })}</p>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}
