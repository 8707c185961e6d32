import { useEffect, useMemo, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { SettleForm } from '#renderer/components/credit/SettleDialog.tsx'
import { namedOf, type SettleDraft, settledOf, withBoxes } from '#renderer/components/credit/settle-draft.ts'
import type { CreditBrief } from '#shared/contract/credit-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { chargesOf } from './charges-of.ts'
import type { EntryLineState } from './use-entry-line.ts'

/** The names before anybody changed them: the oldest first, to be changed. */
const BY_NAME: SettleDraft = { way: 'against', typed: {} }

/**
 * What the payment in the line settles. Every letter goes into the line, so that closing loses nothing; the payment's amount is taken from
 * the names where none was typed.
 */
export function LineSettleDialog({ line, onClose }: { readonly line: EntryLineState; readonly onClose: () => void }) {
  const { draft, figures } = line
  const partyId = draft.target?.type === 'party' ? draft.target.partyId : ''
  const [brief, setBrief] = useState<CreditBrief | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  useEffect(() => {
    void call('credit.brief', { partyId }).then((read) => (read.ok ? setBrief(read.value) : setFailure(read.failure)))
  }, [partyId])
  const { paidMinor } = figures
  const { kind } = draft
  const charges = useMemo(
    () => (brief === null || (kind !== 'got' && kind !== 'gave') ? null : chargesOf(brief, kind, paidMinor)),
    [brief, kind, paidMinor]
  )
  const settles = draft.settles ?? BY_NAME
  const accept = () => {
    if (charges === null) return
    const read = settledOf(settles, charges)
    if (!read.ok) return setFailure(read.failure)
    line.settle(withBoxes(settles, charges), namedOf(settles, charges))
    onClose()
  }
  return (
    <SettleForm
      what={draft.party}
      charges={charges}
      draft={settles}
      onChange={(next) => {
        setFailure(null)
        line.nameSettled(charges === null ? next : withBoxes(next, charges))
      }}
      problem={failure}
      onClose={onClose}
      onAccept={accept}
    />
  )
}
