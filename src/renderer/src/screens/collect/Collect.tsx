import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { WordsDialog } from '#renderer/components/credit/WordsDialog.tsx'
import { DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FootTotals } from '#renderer/components/FootTotals.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { groupWhole } from '#renderer/i18n/amounts.ts'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useNavigation } from '#renderer/navigation/navigation.tsx'
import { useLive } from '#renderer/shop/use-live.ts'
import type { CollectionLine } from '#shared/contract/credit-endpoints.ts'
import type { MessageView } from '#shared/contract/message-endpoints.ts'
import { CollectChips } from './CollectChips.tsx'
import { CollectOverlay, type Overlay, type Party } from './CollectOverlay.tsx'
import { messageTruth } from './message-words.ts'
import { useCollectColumns, useTodayColumns } from './use-collect-columns.tsx'
import { useCollection } from './use-collection.ts'
import './collect.css'

const THIS_WEEK_DAYS = 7

/** Who owes, and asking for it: arrow keys choose, Enter writes, Space marks, one key each for the ways that a message goes. */
export function Collect() {
  const t = useText()
  const failureText = useFailureText()
  const { open } = useNavigation()
  const [isToday, setToday] = useState(false)
  const collection = useCollection(!isToday)
  const today = useLive('credit.today', isToday ? { throughDays: THIS_WEEK_DAYS } : null)
  const [index, setIndex] = useState(0)
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const [isNarrowing, setNarrowing] = useState(false)
  const [word, setWord] = useState<Word | null>(null)
  const table = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the other list is another table.
  useEffect(() => table.current?.focus(), [isToday])

  const todayLines = today.value?.lines ?? []
  const count = isToday ? todayLines.length : collection.lines.length
  const at = count === 0 ? -1 : Math.min(index, count - 1)
  const line = isToday ? undefined : collection.lines[at]
  const todayLine = isToday ? todayLines[at] : undefined
  const party: Party | null =
    line?.party ?? (todayLine === undefined ? null : { id: todayLine.partyId, name: todayLine.partyName })
  const partyId = party?.id ?? null
  const chosenIds = useMemo(
    () => (marked.size > 0 ? [...marked] : partyId === null ? [] : [partyId]),
    [marked, partyId]
  )
  const say = (text: string) => setWord({ tone: 'good', text })
  const write = (partyIds: readonly string[]) => partyIds.length > 0 && setOverlay({ name: 'write', partyIds })
  const mark = () => {
    if (line === undefined) return
    setMarked((now) => toggled(now, line.party.id))
    setIndex(Math.min(at + 1, count - 1))
  }
  const shift = (go: () => void) => () => {
    go()
    setIndex(0)
    setMarked(new Set())
  }

  const hasParty = party !== null
  useCommand('collect.open', () => party && write([party.id]), hasParty)
  useCommand('collect.mark', mark, line !== undefined)
  useCommand(
    'collect.markAll',
    () => setMarked(new Set(collection.lines.map((one) => one.party.id))),
    line !== undefined
  )
  useCommand('collect.whatsapp', () => write(chosenIds), hasParty)
  useCommand('collect.sms', () => setOverlay({ name: 'bulk', channel: 'sms' }), hasParty)
  useCommand('collect.slip', () => setOverlay({ name: 'bulk', channel: 'slip' }), hasParty)
  useCommand('collect.answer', () => party && setOverlay({ name: 'answer', party }), hasParty)
  useCommand('collect.log', () => setOverlay({ name: 'log', party }), hasParty)
  useCommand('collect.logAll', () => setOverlay({ name: 'log', party: null }))
  useCommand('collect.statement', () => party && open('statement', { partyId: party.id }), hasParty)
  useCommand('collect.filter', shift(collection.nextFilter), !isToday)
  useCommand('collect.group', shift(collection.nextGroup), !isToday)
  useCommand('collect.route', shift(collection.nextRoute), !isToday)
  useCommand('collect.words', () => setNarrowing(true), !isToday)
  useCommand('collect.sort', shift(collection.nextSort), !isToday)
  useCommand(
    'collect.today',
    shift(() => setToday((now) => !now))
  )
  useCommand('collect.setup', () => setOverlay({ name: 'setup' }))
  useCommand('collect.texts', () => setOverlay({ name: 'texts' }))
  useCommand('collect.clear', () => setMarked(new Set()), marked.size > 0)

  const sent = (message: MessageView) => {
    say(t('collect:sent', { name: message.partyName, what: messageTruth(t, message) }))
    if (overlay?.name !== 'write') return
    const [first, ...rest] = overlay.partyIds
    setMarked((now) => new Set([...now].filter((id) => id !== first)))
    setOverlay(rest.length === 0 ? null : { name: 'write', partyIds: rest })
  }
  const columns = useCollectColumns(marked, collection.newest)
  const todayColumns = useTodayColumns()
  const failure = isToday ? today.failure : collection.list.failure
  const total = isToday ? count : (collection.list.sums?.total ?? count)
  const extent =
    total > count
      ? t('collect:countOf', { shown: groupWhole(count), total: groupWhole(total) })
      : t('collect:count', counted(count))
  const close = () => setOverlay(null)
  const common = { ref: table, selectedIndex: at, onSelect: setIndex, onOpen: () => party && write([party.id]) }
  return (
    <Page
      title={t('collect:title')}
      about={isToday ? t('collect:aboutToday') : t('collect:about')}
      word={failure === null ? word : { tone: 'bad', text: failureText(failure) }}
    >
      {isToday ? null : <CollectChips question={collection.question} />}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the table inside holds the focus. */}
      <div className="collect-table" onKeyDown={(press) => pressedSpace(press, mark)}>
        {isToday ? (
          <DataTable
            {...common}
            label={t('collect:todayTitle')}
            columns={todayColumns}
            rows={todayLines}
            keyOf={(one) => JSON.stringify([one.kind, one.partyId, one.onDay, one.entryId, one.planId])}
            empty={today.value === null ? null : <EmptyState title={t('collect:todayEmpty')} />}
          />
        ) : (
          <DataTable<CollectionLine>
            {...common}
            label={t('collect:title')}
            columns={columns}
            rows={collection.lines}
            keyOf={(one) => one.party.id}
            onEndReached={collection.list.readMore}
            rowClass={(one) => (marked.has(one.party.id) ? 'collect-marked' : '')}
            empty={
              collection.list.sums === null ? null : (
                <EmptyState title={t('collect:empty')}>{t('collect:emptyHint')}</EmptyState>
              )
            }
          />
        )}
      </div>
      <FootTotals
        about={marked.size > 0 ? t('collect:marked', counted(marked.size)) : extent}
        label={t('collect:title')}
        totals={
          isToday
            ? [
                { label: t('collect:today.get'), amountMinor: today.value?.getMinor ?? 0, tone: 'get' },
                { label: t('collect:today.give'), amountMinor: today.value?.giveMinor ?? 0, tone: 'give' }
              ]
            : [
                { label: t('collect:column.overdue'), amountMinor: collection.list.sums?.overdueMinor ?? 0 },
                { label: t('collect:column.due'), amountMinor: collection.list.sums?.dueMinor ?? 0, tone: 'get' }
              ]
        }
      />
      {isNarrowing ? (
        <WordsDialog
          words={{ group: collection.question.group, route: collection.question.route, tag: collection.question.tag }}
          onClose={() => setNarrowing(false)}
          onChosen={(words) => {
            setNarrowing(false)
            shift(() => collection.ask(words))()
          }}
        />
      ) : null}
      {overlay === null ? null : (
        <CollectOverlay
          overlay={overlay}
          chosenIds={chosenIds}
          newest={collection.newest}
          onClose={close}
          onSent={sent}
          onDone={(text) => {
            say(text)
            close()
          }}
          onBulk={(made) => {
            say(t('collect:bulk.made', counted(made)))
            setMarked(new Set())
            close()
          }}
        />
      )}
    </Page>
  )
}

const toggled = (set: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  set.has(id) ? new Set([...set].filter((one) => one !== id)) : new Set([...set, id])

/** A blank marks the row; the command has a key of its own too. */
function pressedSpace(press: KeyboardEvent, mark: () => void): void {
  if (press.key !== ' ' || press.ctrlKey || press.altKey || press.metaKey) return
  press.preventDefault()
  mark()
}
