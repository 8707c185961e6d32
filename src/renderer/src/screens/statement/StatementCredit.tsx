import { useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { AdjustDialog } from '#renderer/components/credit/AdjustDialog.tsx'
import { DatesDialog, PromiseDialog } from '#renderer/components/credit/DatesDialog.tsx'
import { PlanDialog } from '#renderer/components/credit/PlanDialog.tsx'
import { SettleDialog } from '#renderer/components/credit/SettleDialog.tsx'
import { TermsDialog } from '#renderer/components/credit/TermsDialog.tsx'
import { kindWord } from '#renderer/components/entry-words.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { CreditBrief } from '#shared/contract/credit-endpoints.ts'
import type { AccountLine, PartyView } from '#shared/contract/views.ts'

const DIALOGS = ['dates', 'promise', 'settle', 'plan', 'adjust', 'terms'] as const
type DialogName = (typeof DIALOGS)[number]

/** What can be done about the credit of an account: its keys, and the dialogs that they open. */
export function StatementCredit(props: {
  readonly brief: CreditBrief
  readonly party: PartyView
  /** The line in hand. */
  readonly chosen: AccountLine | null
  readonly say: (text: string) => void
}) {
  const { brief, party, chosen } = props
  const t = useText()
  // The line is kept as it was when the dialog was opened: the list below it may grow meanwhile.
  const [asked, setAsked] = useState<{ readonly name: DialogName; readonly entry: AccountLine | null } | null>(null)
  const open = (name: DialogName) => setAsked({ name, entry: chosen })
  const itemOf = (entry: AccountLine | null) => brief.items.find(({ entryId }) => entryId === entry?.id) ?? null
  const isOpenCharge = itemOf(chosen)?.isUnsettled === false
  const isWhole = chosen !== null && chosen.reversedById === null && chosen.reversesId === null
  const isPayment = isWhole && chosen.creditMinor !== 0 && chosen.creditMinor < 0 === (party.kind === 'customer')
  useCommand('statement.dates', () => open('dates'), isOpenCharge)
  useCommand('statement.promise', () => open('promise'), brief.items.length > 0)
  useCommand('statement.settle', () => open('settle'), isPayment)
  useCommand('statement.plan', () => open('plan'), brief.balanceMinor !== 0 || brief.plans.length > 0)
  useCommand('statement.adjust', () => open('adjust'), brief.balanceMinor !== 0)
  useCommand('statement.terms', () => open('terms'))
  if (asked === null) return null

  const { name, entry } = asked
  const item = itemOf(entry)
  const onClose = () => setAsked(null)
  const onDone = () => {
    setAsked(null)
    props.say(t(`credit:said.${name}`, { name: party.name }))
  }
  const common = { brief, partyName: party.name, onClose, onDone }
  const what = entry === null ? '' : [kindWord(t, entry), entry.number].filter((word) => word !== '').join(' ')
  if (name === 'dates' && item !== null)
    return <DatesDialog item={item} what={what} today={brief.today} onClose={onClose} onDone={onDone} />
  if (name === 'promise') return <PromiseDialog {...common} partyId={party.id} today={brief.today} />
  if (name === 'settle' && entry !== null)
    return <SettleDialog entryId={entry.id} what={what} onClose={onClose} onDone={onDone} />
  if (name === 'plan') return <PlanDialog {...common} />
  if (name === 'adjust') return <AdjustDialog {...common} />
  return name === 'terms' ? <TermsDialog {...common} partyKind={party.kind} /> : null
}
