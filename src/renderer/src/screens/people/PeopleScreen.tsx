import { useMemo, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { type Column, DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { ScrollRegion } from '#renderer/components/ScrollRegion.tsx'
import { useFittingColumns } from '#renderer/components/use-fitting-columns.ts'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { usePeople } from '#renderer/people/people-context.tsx'
import type { PeopleState } from '#shared/contract/people-endpoints.ts'
import type { Result } from '#shared/kernel/result.ts'
import { ROLES } from '#shared/people/role.ts'
import { PersonDialog } from './PersonDialog.tsx'
import { RuleDialog } from './RuleDialog.tsx'
import '#renderer/people/people.css'

const WIDTH_FOR = { pin: 48 }

type Row = PeopleState['people'][number]
type Open =
  | { readonly dialog: 'on' | 'off' | 'add' | 'rule' }
  | { readonly dialog: 'role' | 'pin'; readonly person: Row }

/** Who works in the shop, in which role, and whether this counter asks for PINs. */
export function PeopleScreen() {
  const t = useText()
  const failureText = useFailureText()
  const { state, take } = usePeople()
  const [index, setIndex] = useState(0)
  const [open, setOpen] = useState<Open | null>(null)
  const [word, setWord] = useState<Word | null>(null)
  const rows = state?.people ?? []
  const chosen = rows[Math.min(index, rows.length - 1)] ?? null
  const isOn = state?.isOn === true
  const columns = useFittingColumns(
    useMemo(() => columnsOf(t), [t]),
    WIDTH_FOR
  )
  const done = (next: PeopleState, text: string) => {
    take(next)
    setOpen(null)
    setWord({ tone: 'good', text })
  }
  const tell = (answer: Result<PeopleState>, text: string) =>
    answer.ok ? done(answer.value, text) : setWord({ tone: 'bad', text: failureText(answer.failure) })
  const letGo = async (person: Row) =>
    tell(
      await call('person.change', { id: person.id, role: person.role, isGone: true }),
      t('people:said.gone', { person: person.name })
    )
  useCommand('people.turnOn', () => setOpen({ dialog: 'on' }), !isOn)
  useCommand('people.add', () => setOpen({ dialog: 'add' }))
  useCommand('people.open', () => chosen && setOpen({ dialog: 'role', person: chosen }), chosen !== null)
  useCommand('people.pin', () => chosen && setOpen({ dialog: 'pin', person: chosen }), chosen !== null && isOn)
  useCommand('people.gone', () => chosen && void letGo(chosen), chosen !== null)
  useCommand('people.rule', () => setOpen({ dialog: 'rule' }), isOn)
  useCommand('people.turnOff', () => setOpen({ dialog: 'off' }), isOn)
  return (
    <Page title={t('people:title')} about={t(isOn ? 'people:isOn' : 'people:isOff')} word={word}>
      <div className="people">
        <DataTable
          label={t('people:title')}
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          selectedIndex={rows.length === 0 ? -1 : Math.min(index, rows.length - 1)}
          onSelect={setIndex}
          onOpen={(person) => setOpen({ dialog: 'role', person })}
          empty={<EmptyState title={t('people:empty')}>{t('people:emptyHint')}</EmptyState>}
        />
        <RoleWords />
      </div>
      {open === null ? null : open.dialog === 'rule' || open.dialog === 'off' ? (
        <RuleDialog
          what={open.dialog}
          lockMinutes={state?.lockMinutes ?? 0}
          onClose={() => setOpen(null)}
          onDone={(next) => done(next, t(open.dialog === 'off' ? 'people:said.off' : 'people:said.rule'))}
        />
      ) : (
        <PersonDialog
          what={open.dialog}
          person={'person' in open ? open.person : (rows.find(({ role }) => role === 'owner') ?? null)}
          onClose={() => setOpen(null)}
          onDone={(next, name) => done(next, t(`people:said.${open.dialog}`, { person: name }))}
        />
      )}
    </Page>
  )
}

/** What each role may do, in a sentence. */
function RoleWords() {
  const t = useText()
  return (
    <ScrollRegion className="people-aside" label={t('people:roles')}>
      <h2>{t('people:roles')}</h2>
      <dl>
        {ROLES.map((role) => (
          <div key={role}>
            <dt>{t(`people:role.${role}`)}</dt>
            <dd>{t(`people:may.${role}`)}</dd>
          </div>
        ))}
      </dl>
    </ScrollRegion>
  )
}

const columnsOf = (t: Translate): readonly Column<Row>[] => [
  {
    id: 'name',
    header: t('people:column.name'),
    width: 'minmax(8rem, 1fr)',
    draw: ({ name }) => <strong>{name}</strong>
  },
  { id: 'role', header: t('people:column.role'), width: '9rem', draw: ({ role }) => t(`people:role.${role}`) },
  {
    id: 'pin',
    header: t('people:column.pin'),
    width: '9rem',
    draw: ({ hasPin }) => t(hasPin ? 'people:hasPin' : 'people:noPin')
  }
]
