import { useEffect, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { PickList } from '#renderer/components/PickList.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { HeldBill } from '#shared/contract/goods-views.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { readBillText } from './kept-bill.ts'

/** Bills that wait on the counter, the newest first. Enter goes on with one. */
export function HeldDialog(props: { readonly onClose: () => void; readonly onTake: (held: HeldBill) => void }) {
  const t = useText()
  const failureText = useFailureText()
  const [held, setHeld] = useState<readonly HeldBill[] | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [index, setIndex] = useState(0)
  useEffect(() => {
    void call('bill.held', {}).then((read) => (read.ok ? setHeld(read.value) : setFailure(read.failure)))
  }, [])
  // The list is there before the dialog takes the focus: the first key is meant for it.
  if (held === null && failure === null) return null
  const chosen = held?.[index]
  return (
    <Dialog
      title={t('bill:held.title')}
      onClose={props.onClose}
      onAccept={() => chosen !== undefined && props.onTake(chosen)}
    >
      {held === null || held.length === 0 ? (
        <EmptyState title={t('bill:held.none')} />
      ) : (
        <PickList
          label={t('bill:held.title')}
          items={held}
          keyOf={(one) => one.id}
          index={index}
          onMove={setIndex}
          onTake={props.onTake}
          draw={(one) => <HeldRow held={one} />}
        />
      )}
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

function HeldRow({ held }: { readonly held: HeldBill }) {
  const t = useText()
  const draft = readBillText(held.draft, true)
  const at = new Date(held.heldAt)
  const time = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
  const lines = draft?.lines.filter((line) => line.item.trim() !== '') ?? []
  return (
    <div className="held-row">
      <strong>{held.title === '' ? t('bill:held.noParty') : held.title}</strong>
      <span className="second">
        {draft === null ? '' : t(`bill:kind.${draft.kind}`)} · {t('bill:held.lines', { count: lines.length })}
      </span>
      <span className="second">{[time, held.personName].filter((word) => word !== '').join(' · ')}</span>
      <span className="second held-what">{lines.map((line) => line.item).join(', ')}</span>
    </div>
  )
}
