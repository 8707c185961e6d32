import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { PartyView } from '#shared/contract/views.ts'
import type { Failure, Result } from '#shared/kernel/result.ts'
import { ok } from '#shared/kernel/result.ts'
import { NO_TAX_FACTS, PARTY_KINDS, type PartyKind, type PartyTaxFacts } from '#shared/parties/party.ts'
import { Choice } from './Choice.tsx'
import { Dialog } from './Dialog.tsx'
import { Field } from './Field.tsx'
import { MoreDialogButtons, MoreKey, useMoreInSight } from './more-boxes.tsx'
import { Notice } from './Notice.tsx'
import { PartyTaxFields } from './party-form/PartyTaxFields.tsx'
import { hasTaxFacts, storedFacts, taxFactsOf } from './party-form/tax-draft.ts'
import './party-dialog.css'

type TextField = 'name' | 'phone' | 'place' | 'alias'
const TEXT_FIELDS: readonly TextField[] = ['name', 'phone', 'place', 'alias']
const TAX_FIELDS: readonly string[] = ['gstin', 'address']
interface PartyDraft extends Readonly<Record<TextField, string>> {
  readonly kind: PartyKind
  readonly isArchived: boolean
  readonly tax: PartyTaxFacts
}

/** A new party, or changes to one. Only the name is needed; F12 shows what bills need beside it. */
export function PartyDialog(props: {
  /** The party to change, or null for a new one. */
  readonly party: PartyView | null
  /** What was typed before, as the name to start with. */
  readonly typedName?: string
  /** What a new party is at first. */
  readonly firstKind?: PartyKind
  readonly onClose: () => void
  readonly onSaved: (party: PartyView, isNew: boolean) => void
}) {
  const { party } = props
  const t = useText()
  const failureText = useFailureText()
  const [draft, setDraft] = useState<PartyDraft>(() =>
    firstDraft(party, props.typedName ?? '', props.firstKind ?? 'customer')
  )
  const [failure, setFailure] = useState<Failure | null>(null)
  const [hasMore, setHasMore] = useState(party !== null && hasTaxFacts(party))
  const newId = useRef<string>(crypto.randomUUID())
  const isAsking = useRef(false)
  const box = useRef<HTMLDivElement>(null)
  useMoreInSight(box, hasMore, '.party-more input')
  const set = (change: Partial<PartyDraft>) => {
    setFailure(null)
    setDraft((now) => ({ ...now, ...change }))
  }
  const save = async () => {
    if (isAsking.current) return
    isAsking.current = true
    const answer = await saveParty(party?.id ?? null, newId.current, draft)
    isAsking.current = false
    if (answer.ok) props.onSaved(answer.value, party === null)
    else {
      setFailure(answer.failure)
      if (TAX_FIELDS.includes(answer.failure.field ?? '')) setHasMore(true)
    }
  }
  const field = failure?.field ?? (failure?.code.startsWith('party/name') ? 'name' : '')
  const isOfField = [...TEXT_FIELDS, ...TAX_FIELDS].some((name) => name === field)
  const title = party === null ? t('parties:form.addTitle') : t('parties:form.changeTitle', { name: party.name })
  const kinds = PARTY_KINDS.map((kind) => ({ value: kind, label: t(`ledger:partyKind.${kind}`) }))
  const places = [
    { value: 'shown', label: t('parties:form.shown') },
    { value: 'away', label: t('parties:form.putAway') }
  ] as const
  return (
    <Dialog title={title} onClose={props.onClose} onAccept={() => void save()} className="party-dialog">
      <MoreKey onMore={() => setHasMore((now) => !now)} />
      <div className="party-form" ref={box}>
        <FormWalk onDone={() => void save()} label={title} className="party-walk">
          {TEXT_FIELDS.map((name) => (
            <Field
              key={name}
              className={name === 'name' ? 'party-form-name' : ''}
              label={t(`parties:form.${name}`)}
              value={draft[name]}
              onChange={(text) => set({ [name]: text })}
              error={failure !== null && field === name ? failureText(failure) : null}
              hint={name === 'alias' ? t('parties:form.aliasHint') : undefined}
              input={name === 'phone' ? { inputMode: 'tel', maxLength: 40 } : {}}
            />
          ))}
          <Choice
            label={t('parties:form.kind')}
            options={kinds}
            value={draft.kind}
            onChange={(kind) => set({ kind })}
          />
          {party === null ? null : (
            <Choice
              label={t('parties:form.archived')}
              options={places}
              value={draft.isArchived ? 'away' : 'shown'}
              onChange={(place) => set({ isArchived: place === 'away' })}
            />
          )}
          {hasMore ? (
            <div className="party-more">
              <PartyTaxFields facts={draft.tax} onChange={(tax) => set({ tax })} failure={failure} />
            </div>
          ) : null}
        </FormWalk>
      </div>
      <Notice tone="bad">{failure !== null && !isOfField ? failureText(failure) : ''}</Notice>
      <MoreDialogButtons />
    </Dialog>
  )
}

const firstDraft = (party: PartyView | null, typedName: string, kind: PartyKind): PartyDraft => ({
  name: party?.name ?? typedName.trim(),
  phone: party?.phone ?? '',
  place: party?.place ?? '',
  alias: party?.alias ?? '',
  kind: party?.kind ?? kind,
  isArchived: party?.isArchived ?? false,
  tax: party === null ? NO_TAX_FACTS : taxFactsOf(party)
})

async function saveParty(knownId: string | null, newId: string, draft: PartyDraft): Promise<Result<PartyView>> {
  const { isArchived, tax, ...named } = draft
  const stored = storedFacts(tax)
  if (!stored.ok) return stored
  const facts = { ...named, ...stored.value }
  const answer =
    knownId === null
      ? await call('party.add', { id: newId, ...facts })
      : await call('party.change', { id: knownId, ...facts, isArchived })
  return answer.ok ? ok(answer.value.party) : answer
}
