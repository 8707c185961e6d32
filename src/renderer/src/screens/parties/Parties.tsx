import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { WordsChip, WordsDialog } from '#renderer/components/credit/WordsDialog.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FilterChip, FindableTable } from '#renderer/components/FindableTable.tsx'
import { FootTotals } from '#renderer/components/FootTotals.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { PartyDialog } from '#renderer/components/PartyDialog.tsx'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useNavigation } from '#renderer/navigation/navigation.tsx'
import type { PartyView } from '#shared/contract/views.ts'
import { ANY_WORDS, isAnyWord } from '#shared/credit/party-words.ts'
import { type ContactPlan, ContactsDialog } from './ContactsDialog.tsx'
import { afterIn, FILTERS, SORTS } from './filter-and-sort.ts'
import { MergeDialog } from './MergeDialog.tsx'
import { UnmergeDialog } from './UnmergeDialog.tsx'
import { usePartyColumns } from './use-party-columns.tsx'
import { type PartyQuestion, usePartyList } from './use-party-list.ts'
import './merge.css'

/** All parties with their balances: typing finds, arrow keys move, Enter opens the account. */
export function Parties() {
  const t = useText()
  const failureText = useFailureText()
  const { open } = useNavigation()
  const [question, setQuestion] = useState<PartyQuestion>({ text: '', filter: 'all', sort: 'name', ...ANY_WORDS })
  const [index, setIndex] = useState(0)
  const [dialog, setDialog] = useState<{ readonly party: PartyView | null } | null>(null)
  const [contacts, setContacts] = useState<ContactPlan | null>(null)
  const [merging, setMerging] = useState<PartyView | null>(null)
  const [isNarrowing, setNarrowing] = useState(false)
  const [word, setWord] = useState<Word | null>(null)
  const list = usePartyList(question, index)
  const columns = usePartyColumns(list.need)
  const at = list.slots.length === 0 ? -1 : Math.min(index, list.slots.length - 1)
  const chosen = list.slots[at]?.row ?? null
  const ask = (change: Partial<PartyQuestion>) => {
    setQuestion((now) => ({ ...now, ...change }))
    setIndex(0)
    setWord(null)
  }
  const openChosen = () => chosen && open('statement', { partyId: chosen.id })

  useCommand('parties.open', openChosen, chosen !== null)
  useCommand('parties.add', () => setDialog({ party: null }))
  useCommand('parties.change', () => setDialog({ party: chosen }), chosen !== null)
  useCommand('parties.merge', () => setMerging(chosen), chosen !== null)
  useCommand('parties.contacts', async () => {
    const answer = await call('contacts.choose', {})
    if (answer.ok) setContacts(answer.value)
    else setWord({ tone: 'bad', text: failureText(answer.failure) })
  })
  useCommand('parties.filter', () => ask({ filter: afterIn(FILTERS, question.filter) }))
  useCommand('parties.sort', () => ask({ sort: afterIn(SORTS, question.sort) }))
  useCommand('parties.words', () => setNarrowing(true))
  // Esc steps back: what was typed first, then the words that the list is narrowed to.
  useCommand(
    'parties.clear',
    () => ask(question.text === '' ? ANY_WORDS : { text: '' }),
    question.text !== '' || !isAnyWord(question)
  )

  const shown: Word | null = list.failure === null ? word : { tone: 'bad', text: failureText(list.failure) }
  return (
    <Page title={t('parties:title')} word={shown}>
      <FindableTable
        find={{
          label: t('parties:find'),
          text: question.text,
          hint: t('parties:findHint'),
          onChange: (text) => ask({ text })
        }}
        beside={
          <>
            <FilterChip
              label={t('parties:filter.label')}
              value={t(`parties:filter.${question.filter}`)}
              keyCap={<CommandKey command="parties.filter" />}
            />
            <FilterChip
              label={t('parties:sort.label')}
              value={t(`parties:sort.${question.sort}`)}
              keyCap={<CommandKey command="parties.sort" />}
            />
            <WordsChip words={question} command="parties.words" />
          </>
        }
        label={t('parties:title')}
        columns={columns}
        rows={list.slots}
        keyOf={(slot) => slot.row?.id ?? `place-${slot.at}`}
        selectedIndex={at}
        onSelect={setIndex}
        onOpen={openChosen}
        rowClass={(slot) => (slot.row?.isArchived ? 'is-put-away' : '')}
        empty={list.rest === null ? null : <NoParties question={question} />}
      />
      <FootTotals
        about={t('parties:count', counted(list.slots.length))}
        label={t('parties:title')}
        totals={[
          { label: t('parties:get'), amountMinor: list.rest?.getMinor ?? 0, tone: 'get' },
          { label: t('parties:give'), amountMinor: list.rest?.giveMinor ?? 0, tone: 'give' }
        ]}
      />
      {dialog === null ? null : (
        <PartyDialog
          party={dialog.party}
          typedName={question.text}
          onClose={() => setDialog(null)}
          onSaved={(party, isNew) => {
            setDialog(null)
            setWord({ tone: 'good', text: t('parties:form.saved', { name: party.name }) })
            // A new party must be in sight, whatever was looked for.
            if (isNew) setQuestion({ text: party.name, filter: 'all', sort: question.sort, ...ANY_WORDS })
          }}
        />
      )}
      {isNarrowing ? (
        <WordsDialog
          words={{ group: question.group, route: question.route, tag: question.tag }}
          onClose={() => setNarrowing(false)}
          onChosen={(words) => {
            setNarrowing(false)
            ask(words)
          }}
        />
      ) : null}
      {contacts === null ? null : (
        <ContactsDialog
          plan={contacts}
          onClose={() => setContacts(null)}
          onAdded={(count) => {
            setContacts(null)
            setWord({ tone: 'good', text: t('parties:contacts.added', counted(count)) })
          }}
        />
      )}
      {merging === null ? null : (
        <Merging
          party={merging}
          onClose={() => setMerging(null)}
          onDone={(text) => {
            setMerging(null)
            setWord({ tone: 'good', text })
          }}
        />
      )}
    </Page>
  )
}

/** One that was put away is taken apart, any other is made one with somebody. */
function Merging(props: {
  readonly party: PartyView
  readonly onClose: () => void
  readonly onDone: (text: string) => void
}) {
  const { party, onClose } = props
  const t = useText()
  return party.isArchived ? (
    <UnmergeDialog
      party={party}
      onClose={onClose}
      onDone={({ name }) => props.onDone(t('parties:merge.apart', { name }))}
    />
  ) : (
    <MergeDialog
      party={party}
      onClose={onClose}
      onMerged={({ name }) => props.onDone(t('parties:merge.done', { name }))}
    />
  )
}

function NoParties({ question }: { readonly question: PartyQuestion }) {
  const t = useText()
  if (question.text !== '') {
    return (
      <EmptyState title={t('parties:nobody', { text: question.text.slice(0, 60) })}>
        {t('parties:nobodyHint')}
      </EmptyState>
    )
  }
  if (question.filter !== 'all' || !isAnyWord(question)) return <EmptyState title={t('parties:nobodyHere')} />
  return <EmptyState title={t('parties:empty')}>{t('parties:emptyHint')}</EmptyState>
}
