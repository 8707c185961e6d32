import { useRef, useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { BalanceText } from '#renderer/components/MoneyText.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { PartyPick } from '#renderer/party-search/PartyPick.tsx'
import type { Picked } from '#renderer/party-search/party-options.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { PartyView } from '#shared/contract/views.ts'
import type { Failure } from '#shared/kernel/result.ts'

type Plan = Output<'party.mergePlan'>

/** Two parties that are one: which is the other, which of them stays, and what would become of both. */
export function MergeDialog(props: {
  readonly party: PartyView
  readonly onClose: () => void
  readonly onMerged: (party: PartyView) => void
}) {
  const { party } = props
  const t = useText()
  const failureText = useFailureText()
  const [picked, setPicked] = useState<Picked>(null)
  const [staying, setStaying] = useState<'this' | 'other'>('this')
  const [refused, setRefused] = useState<Failure | null>(null)
  const ids = useRef({ outId: v7(), inId: v7() })
  const isAsking = useRef(false)
  const other = picked?.type === 'party' ? picked.party : null
  const [goes, stays] = staying === 'this' ? [other, party] : [party, other]
  const pair = goes === null || stays === null ? null : { partyId: goes.id, intoId: stays.id }
  const plan = useLive('party.mergePlan', pair)
  const failure = refused ?? (pair === null ? null : plan.failure)
  const accept = async () => {
    if (pair === null || isAsking.current) return
    isAsking.current = true
    const answer = await call('party.merge', { ...pair, ...ids.current })
    isAsking.current = false
    if (!answer.ok) return setRefused(answer.failure)
    props.onMerged(answer.value.party)
  }
  return (
    <Dialog title={t('parties:merge.title')} onClose={props.onClose} onAccept={() => void accept()}>
      <p className="dialog-lead">
        <strong>{party.name}</strong>
        <span>{party.place}</span>
        <BalanceText balanceMinor={party.balanceMinor} />
      </p>
      <FormWalk onDone={() => void accept()} className="merge-form">
        <PartyPick
          label={t('parties:merge.other')}
          picked={picked}
          onPick={(next) => {
            setPicked(next)
            setRefused(null)
          }}
          likeText={firstWordOf(party.name)}
          without={party.id}
          hint={t('parties:merge.otherHint')}
        />
        <Choice
          label={t('parties:merge.stays')}
          options={[
            { value: 'this', label: party.name },
            { value: 'other', label: other?.name ?? t('parties:merge.theOther') }
          ]}
          value={staying}
          onChange={setStaying}
        />
      </FormWalk>
      <div className="merge-plan" aria-live="polite">
        {pair === null || plan.value === null || failure !== null ? null : <PlanFacts plan={plan.value} />}
      </div>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

/** By its first word the same person is found under another second one: Ramesh General, रमेश किराना. */
const firstWordOf = (name: string): string => name.trim().split(/\s+/u)[0] ?? ''

function PlanFacts({ plan }: { readonly plan: Plan }) {
  const t = useText()
  const { goes, stays } = plan
  return (
    <>
      <p>{t('parties:merge.what', { goes: goes.name, stays: stays.name })}</p>
      <dl className="facts">
        <div>
          <dt>{t('parties:merge.moves')}</dt>
          <dd>
            <BalanceText balanceMinor={goes.balanceMinor} />
          </dd>
        </div>
        <div>
          <dt>{t('parties:merge.balance')}</dt>
          <dd>
            <BalanceText balanceMinor={plan.balanceMinor} />
          </dd>
        </div>
        <div>
          <dt>{t('parties:merge.account')}</dt>
          <dd>{t('parties:merge.entries', counted(plan.entryCount))}</dd>
        </div>
        <div>
          <dt>{t('parties:merge.names')}</dt>
          <dd>{[stays.alias, stays.phone, stays.place].filter((word) => word !== '').join(' · ')}</dd>
        </div>
        {plan.openItems === 0 ? null : (
          <div>
            <dt>{t('parties:merge.items')}</dt>
            <dd>{t('parties:merge.itemsMove', { count: plan.openItems })}</dd>
          </div>
        )}
        {plan.endedPlans === 0 ? null : (
          <div>
            <dt>{t('parties:merge.plans')}</dt>
            <dd>{t('parties:merge.plansEnd', { count: plan.endedPlans })}</dd>
          </div>
        )}
      </dl>
    </>
  )
}
