import { useRef, useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { BalanceText } from '#renderer/components/MoneyText.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { PartyPick } from '#renderer/party-search/PartyPick.tsx'
import type { Picked } from '#renderer/party-search/party-options.ts'
import type { SlipView } from '#shared/contract/slip-endpoints.ts'
import type { EntryView } from '#shared/contract/views.ts'
import { type Failure, fail, ok, type Result } from '#shared/kernel/result.ts'
import { type SlipEntryKind, type SlipWay, slipKinds, slipWays } from '#shared/slips/slip.ts'

/** Turns a slip into an entry: whose it is, what it was, how it is paid. The amount is the slip's. */
export function EnterSlipDialog(props: {
  readonly slip: SlipView
  readonly onClose: () => void
  readonly onEntered: (entry: EntryView) => void
}) {
  const { slip } = props
  const t = useText()
  const failureText = useFailureText()
  const [picked, setPicked] = useState<Picked>(null)
  const [kind, setKind] = useState<SlipEntryKind>(slipKinds(slip.amountMinor)[0])
  const [wish, setWish] = useState<SlipWay>('credit')
  const [failure, setFailure] = useState<Failure | null>(null)
  const ids = useRef({ entry: v7(), party: v7() })
  const isAsking = useRef(false)
  const ways = slipWays(kind)
  const way = ways.includes(wish) ? wish : (ways[0] ?? 'cash')
  const accept = async () => {
    if (isAsking.current) return
    isAsking.current = true
    const partyId = await partyOf(picked, ids.current.party, slip.amountMinor > 0)
    const answer = partyId.ok
      ? await call('slip.enter', {
          slipId: slip.id,
          entry: { id: ids.current.entry, kind, partyId: partyId.value, way }
        })
      : partyId
    isAsking.current = false
    if (!answer.ok) return setFailure(answer.failure)
    props.onEntered(answer.value.entry)
  }
  const isOfParty = failure?.field === 'partyId' || failure?.code === 'entry/cash-sale-must-be-paid'
  const partyError = failure === null || !isOfParty ? null : t('slips:enter.partyNeeded')
  return (
    <Dialog title={t('slips:enter.title')} onClose={props.onClose} onAccept={() => void accept()}>
      <p className="dialog-lead">
        <strong>{slip.name}</strong>
        <BalanceText balanceMinor={slip.amountMinor} />
      </p>
      <FormWalk onDone={() => void accept()} className="slip-enter">
        <PartyPick
          label={t('slips:enter.party')}
          picked={picked}
          onPick={(next) => {
            setPicked(next)
            setFailure(null)
          }}
          firstText={slip.name}
          canBeNew
          hint={t('slips:enter.partyHint')}
          error={partyError}
        />
        <Choice
          label={t('slips:enter.kind')}
          options={slipKinds(slip.amountMinor).map((value) => ({ value, label: t(`slips:kind.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
        <Choice
          label={t('slips:enter.way')}
          options={ways.map((value) => ({ value, label: t(`slips:way.${value}`) }))}
          value={way}
          onChange={setWish}
        />
      </FormWalk>
      <Notice tone="bad">{failure !== null && !isOfParty ? failureText(failure) : ''}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

/** The party that was picked; a new one is made now. Its id stays the same, so that trying again makes no second one. */
async function partyOf(picked: Picked, newId: string, isCustomer: boolean): Promise<Result<string | null>> {
  if (picked === null) return ok(null)
  if (picked.type === 'party') return ok(picked.party.id)
  const answer = await call('party.add', {
    id: newId,
    name: picked.name,
    kind: isCustomer ? 'customer' : 'supplier',
    phone: '',
    place: '',
    alias: ''
  })
  if (answer.ok) return ok(answer.value.party.id)
  return fail(answer.failure.code, answer.failure.params ?? {}, answer.failure.field)
}
