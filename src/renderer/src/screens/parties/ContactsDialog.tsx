import { useMemo, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { type Column, DataTable } from '#renderer/components/DataTable.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { ContactView } from '#shared/contract/contact-endpoints.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { PARTY_KINDS, type PartyKind } from '#shared/parties/party.ts'
import { placesOf, type Row } from './contact-rows.ts'

export type ContactPlan = NonNullable<Output<'contacts.choose'>>

/** What would become of each contact of a file: new ones are chosen, doubtful ones are for the person to say. */
export function ContactsDialog(props: {
  readonly plan: ContactPlan
  readonly onClose: () => void
  readonly onAdded: (count: number) => void
}) {
  const { plan } = props
  const t = useText()
  const [kind, setKind] = useState<PartyKind>('customer')
  const [failure, setFailure] = useState<Failure | null>(null)
  const [places, setPlaces] = useState<ReadonlySet<number>>(() => placesOf(plan.contacts, 'new'))
  const accept = async () => {
    const answer = await call('contacts.add', { planId: plan.planId, places: [...places], kind })
    if (answer.ok) props.onAdded(answer.value.added)
    else setFailure(answer.failure)
  }
  return (
    <Dialog
      title={t('parties:contacts.title', { file: plan.fileName })}
      onClose={props.onClose}
      onAccept={() => void accept()}
      className="contacts-dialog"
    >
      <ContactsBody plan={plan} places={places} onPlaces={setPlaces} />
      <Choice
        label={t('parties:contacts.as')}
        options={PARTY_KINDS.map((value) => ({ value, label: t(`ledger:partyKind.${value}`) }))}
        value={kind}
        onChange={setKind}
      />
      <Foot plan={plan} failure={failure} />
    </Dialog>
  )
}

function Foot({ plan, failure }: { readonly plan: ContactPlan; readonly failure: Failure | null }) {
  const t = useText()
  const failureText = useFailureText()
  const line = plan.faults[0]?.line ?? 0
  const left = plan.faultCount === 0 ? '' : t('parties:contacts.faults', { count: plan.faultCount, line })
  return (
    <>
      <Notice tone={failure === null ? 'warn' : 'bad'}>{failure === null ? left : failureText(failure)}</Notice>
      <div className="dialog-buttons">
        <CommandButton command="dialog.all" />
        <CommandButton command="dialog.back" />
        <CommandButton command="dialog.accept" tone="main" />
      </div>
    </>
  )
}

/** Inside the dialog, so that the keys belong to the dialog's layer. */
function ContactsBody(props: {
  readonly plan: ContactPlan
  readonly places: ReadonlySet<number>
  readonly onPlaces: (places: ReadonlySet<number>) => void
}) {
  const { plan, places, onPlaces } = props
  const t = useText()
  const [index, setIndex] = useState(0)
  const rows = useMemo(() => plan.contacts.map((contact, place): Row => ({ contact, place })), [plan])
  const toggle = (row: Row | undefined) => {
    if (row === undefined || row.contact.state === 'known') return
    const next = new Set(places)
    if (!next.delete(row.place)) next.add(row.place)
    onPlaces(next)
  }
  // All that may be chosen, and then none.
  useCommand('dialog.all', () => {
    const all = placesOf(plan.contacts, 'new', 'doubtful')
    onPlaces(places.size === all.size ? new Set() : all)
  })
  const columns = useContactColumns(places)
  return (
    <>
      <p aria-live="polite">
        {t('parties:contacts.chosen', { ...counted(plan.contacts.length), chosen: places.size })}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the table inside holds the focus; here its space bar is heard. */}
      <div
        className="contacts-table"
        onKeyDown={(press) => {
          if (press.key !== ' ') return
          press.preventDefault()
          toggle(rows[index])
        }}
      >
        <DataTable
          label={t('parties:contacts.list')}
          columns={columns}
          rows={rows}
          keyOf={(row) => String(row.place)}
          selectedIndex={rows.length === 0 ? -1 : index}
          onSelect={setIndex}
          onOpen={toggle}
          rowClass={(row) => (row.contact.state === 'known' ? 'is-put-away' : '')}
        />
      </div>
    </>
  )
}

function useContactColumns(places: ReadonlySet<number>): readonly Column<Row>[] {
  const t = useText()
  return useMemo(() => {
    const what = ({ state, reason, sameAs }: ContactView) =>
      reason === '' ? t(`parties:contacts.state.${state}`) : t(`parties:contacts.reason.${reason}`, { name: sameAs })
    return [
      {
        id: 'is',
        header: t('parties:contacts.take'),
        width: '4.5rem',
        draw: (row) => (places.has(row.place) ? t('parties:contacts.yes') : '')
      },
      {
        id: 'name',
        header: t('parties:column.name'),
        width: 'minmax(8rem, 2fr)',
        draw: (row) => <strong>{row.contact.name}</strong>
      },
      { id: 'phone', header: t('parties:column.phone'), width: 'minmax(7rem, 1fr)', draw: (row) => row.contact.phone },
      { id: 'what', header: t('parties:contacts.what'), width: 'minmax(9rem, 2fr)', draw: (row) => what(row.contact) }
    ]
  }, [t, places])
}
