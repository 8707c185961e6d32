import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import type { Column } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FindableTable } from '#renderer/components/FindableTable.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useNavigation } from '#renderer/navigation/navigation.tsx'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { useLive } from '#renderer/shop/use-live.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { ReportQuery } from '#shared/reports/report.ts'
import { daysOf, type SavedReport } from '#shared/reports/saved-report.ts'
import { REPORT_GROUPS, type ReportGroup, standardQuery } from './report-groups.ts'

/** A line of the list: a report of the owner's own, or one of the app's. */
interface Choice {
  readonly key: string
  readonly group: ReportGroup | 'saved'
  readonly name: string
  readonly about: string
  readonly query: ReportQuery
  readonly saved: SavedReport | null
}

/** Every report there is, the owner's own first; Enter opens the one that was found. */
export function Reports() {
  const { summary } = useShop()
  return summary === null ? null : <OpenReports today={summary.bookOn} />
}

function OpenReports({ today }: { readonly today: BookDate }) {
  const t = useText()
  const failureText = useFailureText()
  const { open } = useNavigation()
  const [text, setText] = useState('')
  const [index, setIndex] = useState(0)
  const [word, setWord] = useState<Word | null>(null)
  const saved = useLive('report.saved', {}, ['ledger.changed'])
  const rows = useChoices(saved.value ?? [], today).filter(({ name, about }) => isIn(text, `${name} ${about}`))
  const at = rows.length === 0 ? -1 : Math.min(index, rows.length - 1)
  const chosen = rows[at] ?? null
  const openChosen = () => chosen && open('report', { query: chosen.query })
  const forget = async ({ key, name }: SavedReport) => {
    const answer = await call('report.forget', { key })
    setWord(
      answer.ok
        ? { tone: 'good', text: t('report-screen:forgotten', { name }) }
        : { tone: 'bad', text: failureText(answer.failure) }
    )
  }
  useCommand('reports.open', () => openChosen(), chosen !== null)
  useCommand('reports.forget', () => chosen?.saved && void forget(chosen.saved), chosen?.saved != null)
  useCommand('reports.clear', () => setText(''), text !== '')
  const failed = saved.value?.find((report) => report.notMade !== null)
  const notMade: Word | null = failed?.notMade
    ? { tone: 'bad', text: t('report-screen:notMade', { name: failed.name, why: failureText(failed.notMade) }) }
    : null
  const columns: readonly Column<Choice>[] = [
    {
      id: 'group',
      header: t('report-screen:list.group'),
      width: '10rem',
      draw: (row) => t(`report-screen:group.${row.group}`)
    },
    {
      id: 'name',
      header: t('report-screen:list.name'),
      width: 'minmax(10rem, 1fr)',
      draw: (row) => <strong>{row.name}</strong>
    },
    { id: 'about', header: t('report-screen:list.about'), width: 'minmax(12rem, 2fr)', draw: (row) => row.about }
  ]
  return (
    <Page
      title={t('report-screen:list.title')}
      about={t('report-screen:list.hint')}
      word={saved.failure === null ? (word ?? notMade) : { tone: 'bad', text: failureText(saved.failure) }}
    >
      <FindableTable
        find={{
          label: t('report-screen:list.find'),
          text,
          hint: '',
          onChange: (next) => {
            setText(next)
            setIndex(0)
          }
        }}
        label={t('report-screen:list.title')}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.key}
        selectedIndex={at}
        onSelect={setIndex}
        onOpen={openChosen}
        empty={<EmptyState title={t('report-screen:list.nothing', { text: text.slice(0, 60) })} />}
      />
    </Page>
  )
}

function useChoices(saved: readonly SavedReport[], today: BookDate): Choice[] {
  const t = useText()
  const own = saved.map((report): Choice => {
    const made = report.every === 'never' ? '' : t(`report-screen:every.${report.every}`)
    return {
      key: `saved ${report.key}`,
      group: 'saved',
      name: report.name,
      about: [t(`reports:report.${report.query.report}`), t(`report-screen:period.${report.period}`), made]
        .filter((words) => words !== '')
        .join(' · '),
      query: { ...report.query, ...daysOf(report.period, today, report.query) },
      saved: report
    }
  })
  const standard = REPORT_GROUPS.flatMap(({ group, reports }) =>
    reports.map(
      (report): Choice => ({
        key: report,
        group,
        name: t(`reports:report.${report}`),
        about: t(`report-screen:about.${report}`),
        query: standardQuery(report, today),
        saved: null
      })
    )
  )
  return [...own, ...standard]
}

const isIn = (text: string, words: string): boolean =>
  text
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.toLowerCase().includes(part))
