import { useMemo, useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FilterChip, FindableTable } from '#renderer/components/FindableTable.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { PeriodDialog } from '#renderer/components/period/PeriodDialog.tsx'
import { formatPeriod } from '#renderer/components/period/period.ts'
import { useFittingColumns } from '#renderer/components/use-fitting-columns.ts'
import { WorkProgress } from '#renderer/components/WorkProgress.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { usePeople } from '#renderer/people/people-context.tsx'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { LogFilter, LogRow } from '#shared/contract/edit-log-endpoints.ts'
import { LOG_GROUPS } from '#shared/people/log-group.ts'
import { LookDialog } from './LookDialog.tsx'
import { logColumns, WIDTH_FOR } from './log-columns.tsx'
import { useEditLog } from './use-edit-log.ts'
import { useWaysOut } from './use-ways-out.ts'
import './edit-log.css'

const EVERYTHING: LogFilter = { group: 'all', personName: '', fromOn: null, toOn: null, text: '' }

/** Who did what, and when: the newest first, back to the first day of the book. */
export function EditLog() {
  const { summary } = useShop()
  return summary === null ? null : <OpenLog today={summary.bookOn} />
}

function OpenLog({ today }: { readonly today: BookDate }) {
  const t = useText()
  const failureText = useFailureText()
  const { state } = usePeople()
  const [filter, setFilter] = useState(EVERYTHING)
  const [index, setIndex] = useState(0)
  const [overlay, setOverlay] = useState<'period' | LogRow | null>(null)
  const [word, setWord] = useState<Word | null>(null)
  const log = useEditLog(filter)
  const at = log.rows.length === 0 ? -1 : Math.min(index, log.rows.length - 1)
  const chosen = log.rows[at] ?? null
  const columns = useFittingColumns(
    useMemo(() => logColumns(t), [t]),
    WIDTH_FOR
  )
  const change = (next: Partial<LogFilter>) => {
    setFilter((now) => ({ ...now, ...next }))
    setIndex(0)
    setOverlay(null)
  }
  const known = [...(state?.people ?? []).map(({ name }) => name), ...log.rows.map((row) => row.personName)]
  const names = [...new Set(['', ...known])]
  const { take, print, stop, progress, isTaking } = useWaysOut(setWord)
  useCommand('edit-log.open', () => chosen && setOverlay(chosen), chosen !== null)
  useCommand('edit-log.group', () => change({ group: after(LOG_GROUPS, filter.group) }))
  useCommand('edit-log.person', () => change({ personName: after(names, filter.personName) }))
  useCommand('edit-log.period', () => setOverlay('period'))
  useCommand('edit-log.slip', () => void print({ ...EVERYTHING, group: 'changes', fromOn: today, toOn: today }))
  useCommand('edit-log.print', () => void print(filter))
  useCommand('edit-log.csv', () => void take(filter, 'csv'), !isTaking)
  useCommand('edit-log.pdf', () => void take(filter, 'pdf'), !isTaking)
  useCommand('edit-log.stop', () => void stop(), progress !== null)
  useCommand('edit-log.clear', () => change(EVERYTHING), JSON.stringify(filter) !== JSON.stringify(EVERYTHING))
  const period = filter.fromOn === null || filter.toOn === null ? null : { fromOn: filter.fromOn, toOn: filter.toOn }
  return (
    <Page
      title={t('people:log.title')}
      about={t('people:log.about')}
      word={log.failure === null ? word : { tone: 'bad', text: failureText(log.failure) }}
    >
      <FindableTable
        find={{
          label: t('people:log.find'),
          text: filter.text,
          hint: t('people:log.findHint'),
          onChange: (text) => change({ text })
        }}
        beside={
          <>
            <LogChips filter={filter} days={period === null ? t('people:log.allDays') : formatPeriod(period)} />
            <WorkProgress progress={progress} stop="edit-log.stop" />
          </>
        }
        label={t('people:log.title')}
        columns={columns}
        rows={log.rows}
        keyOf={(row) => String(row.n)}
        selectedIndex={at}
        onSelect={setIndex}
        onOpen={setOverlay}
        onEndReached={log.readMore}
        empty={<EmptyState title={t(log.isReading ? 'people:log.reading' : 'people:log.nothing')} />}
      />
      {overlay === 'period' ? (
        <PeriodDialog
          period={period ?? { fromOn: today, toOn: today }}
          today={today}
          onClose={() => setOverlay(null)}
          onChosen={({ fromOn, toOn }) => change({ fromOn, toOn })}
        />
      ) : null}
      {overlay === null || overlay === 'period' ? null : <LookDialog row={overlay} onClose={() => setOverlay(null)} />}
    </Page>
  )
}

function LogChips({ filter, days }: { readonly filter: LogFilter; readonly days: string }) {
  const t = useText()
  const group = t(`people:log.group.${filter.group}`)
  const person = filter.personName || t('people:log.everybody')
  return (
    <>
      <FilterChip label={t('people:log.groupLabel')} value={group} keyCap={<CommandKey command="edit-log.group" />} />
      <FilterChip
        label={t('people:log.column.person')}
        value={person}
        keyCap={<CommandKey command="edit-log.person" />}
      />
      <FilterChip label={t('people:log.days')} value={days} keyCap={<CommandKey command="edit-log.period" />} />
    </>
  )
}

function after<Value>(all: readonly Value[], one: Value): Value {
  return all[(all.indexOf(one) + 1) % all.length] ?? one
}
