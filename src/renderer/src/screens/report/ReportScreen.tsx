import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { EntryDialog } from '#renderer/components/EntryDialog.tsx'
import { FilterChip } from '#renderer/components/FindableTable.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { DayDialog, PeriodDialog } from '#renderer/components/period/PeriodDialog.tsx'
import { type Period, shiftPeriod } from '#renderer/components/period/period.ts'
import { WorkProgress } from '#renderer/components/WorkProgress.tsx'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useNavigation } from '#renderer/navigation/navigation.tsx'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { periodText, reportTitle, SIDED_REPORTS } from '#shared/reports/cell-text.ts'
import { REPORT_SIDES, REPORT_STEPS, type Report, type ReportQuery, type ReportTarget } from '#shared/reports/report.ts'
import { ReportChartView } from './ReportChart.tsx'
import { useReportColumns, useReportVoice } from './report-columns.tsx'
import { SaveReportDialog } from './SaveReportDialog.tsx'
import { useReport } from './use-report.ts'
import { useWaysOut } from './use-ways-out.ts'
import './report.css'

type Overlay = { readonly name: 'entry'; readonly entryId: string } | { readonly name: 'day' | 'period' | 'save' }

/** One report: its period and cut, its picture, its rows. Enter leads on to what a row is made of. */
export function ReportScreen(props: { readonly query: ReportQuery }) {
  const t = useText()
  const failureText = useFailureText()
  const voice = useReportVoice()
  const { open } = useNavigation()
  const { summary } = useShop()
  const [query, setQuery] = useState(props.query)
  const [index, setIndex] = useState(0)
  const [hasChart, setChart] = useState(true)
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const [word, setWord] = useState<Word | null>(null)
  const { report, failure, progress, isStale, again, stop, readMore } = useReport(query)
  const columns = useReportColumns(report)
  const rows = (report?.rows ?? []).map((row, at) => ({ at, row }))
  const at = rows.length === 0 ? -1 : Math.min(index, rows.length - 1)
  const target = rows[at]?.row.target ?? null
  const ask = (change: Partial<ReportQuery>) => {
    setQuery((now) => ({ ...now, ...change }))
    setIndex(0)
    setOverlay(null)
    setWord(null)
  }
  const goOn = (to: ReportTarget | null) => {
    if (to === null) return
    if ('entryId' in to) setOverlay({ name: 'entry', entryId: to.entryId })
    else if ('partyId' in to) open('statement', { partyId: to.partyId })
    else if ('itemId' in to) open('stock', { itemId: to.itemId })
    else open('report', { query: to.query })
  }
  const sides = query.report === 'ageing' ? AGED_SIDES : REPORT_SIDES
  const side = query.report === 'ageing' && query.side === 'all' ? 'get' : query.side
  const period: Period = { fromOn: query.fromOn, toOn: query.toOn }
  useCommand('report.open', () => goOn(target), target !== null)
  useCommand('report.date', () => setOverlay({ name: 'day' }))
  useCommand('report.period', () => setOverlay({ name: 'period' }))
  useCommand('report.step', () => ask({ step: nextOf(REPORT_STEPS, query.step) }))
  useCommand('report.compare', () => ask({ isCompared: !query.isCompared }))
  useCommand('report.chart', () => setChart(!hasChart), report?.chart != null)
  useCommand('report.side', () => ask({ side: nextOf(sides, side) }), SIDED_REPORTS.has(query.report))
  useCommand('report.again', again)
  useCommand('report.stop', stop, progress !== null)
  useCommand('report.previous', () => ask(shiftPeriod(period, -1)))
  useCommand('report.next', () => ask(shiftPeriod(period, 1)))
  useCommand('report.save', () => setOverlay({ name: 'save' }))
  useWaysOut(query, report !== null, setWord)
  const printEntry = (entryId: string) => void call('print.entry', { id: crypto.randomUUID(), entryId })
  const close = () => setOverlay(null)
  return (
    <Page
      title={report === null ? t(`reports:report.${query.report}`) : reportTitle(report, voice.words)}
      about={report === null ? '' : t('report-screen:rows', counted(report.rowCount))}
      word={wordOf({ failure: failure === null ? null : failureText(failure), word, isStale, t })}
      className="report-page"
    >
      <div className="report-bar">
        <FilterChip
          label={t('report-screen:bar.period')}
          value={periodText(period)}
          keyCap={<CommandKey command="report.period" />}
        />
        <FilterChip
          label={t('report-screen:bar.step')}
          value={t(`report-screen:step.${query.step}`)}
          keyCap={<CommandKey command="report.step" />}
        />
        <FilterChip
          label={t('report-screen:bar.compare')}
          value={report?.before ? periodText(report.before) : t('report-screen:notCompared')}
          keyCap={<CommandKey command="report.compare" />}
        />
        {SIDED_REPORTS.has(query.report) ? (
          <FilterChip
            label={t('report-screen:bar.side')}
            value={t(`report-screen:side.${side}`)}
            keyCap={<CommandKey command="report.side" />}
          />
        ) : null}
        <WorkProgress progress={progress} stop="report.stop" />
      </div>
      {hasChart && report?.chart ? <ReportChartView chart={report.chart} voice={voice} /> : null}
      <DataTable
        ref={focusOnce}
        label={t(`reports:report.${query.report}`)}
        columns={columns}
        rows={rows}
        keyOf={(row) => String(row.at)}
        selectedIndex={at}
        onSelect={setIndex}
        onOpen={({ row }) => goOn(row.target)}
        onEndReached={readMore}
        rowClass={({ row }) => `is-${row.kind}-row`}
        className="report-table"
        empty={report === null ? null : <EmptyState title={t('reports:word.empty')}>{periodText(period)}</EmptyState>}
      />
      <Notes report={report} />
      {overlay?.name === 'day' && summary !== null ? (
        <DayDialog today={summary.bookOn} onClose={close} onChosen={ask} />
      ) : null}
      {overlay?.name === 'period' && summary !== null ? (
        <PeriodDialog period={period} today={summary.bookOn} onClose={close} onChosen={ask} />
      ) : null}
      {overlay?.name === 'save' ? <SaveReportDialog query={query} onClose={close} onDone={setWord} /> : null}
      {overlay?.name === 'entry' ? (
        <EntryDialog
          entryId={overlay.entryId}
          onClose={close}
          commands={{ reverse: 'report.reverseEntry', print: 'report.printEntry', pdf: 'report.pdfEntry' }}
          onPrint={(entry) => printEntry(entry.id)}
        />
      ) : null}
    </Page>
  )
}

/** An ageing is of what is owed to the shop or of what it owes, never of both. */
const AGED_SIDES: readonly ReportQuery['side'][] = ['get', 'give']

const nextOf = <Value,>(values: readonly Value[], now: Value): Value =>
  values[(values.indexOf(now) + 1) % values.length] ?? now

/** The table has the focus as soon as it stands, so that the arrow keys move its rows. */
function focusOnce(table: HTMLDivElement | null): void {
  if (table !== null && table.dataset.seen === undefined) {
    table.dataset.seen = 'yes'
    table.focus()
  }
}

function wordOf(now: {
  readonly failure: string | null
  readonly word: Word | null
  readonly isStale: boolean
  readonly t: ReturnType<typeof useText>
}): Word | null {
  if (now.failure !== null) return { tone: 'bad', text: now.failure }
  if (now.word !== null) return now.word
  return now.isStale ? { tone: 'plain', text: now.t('report-screen:stale') } : null
}

function Notes({ report }: { readonly report: Report | null }) {
  const { words } = useReportVoice()
  if (report === null || report.notes.length === 0) return null
  return (
    <ul className="report-notes">
      {report.notes.map((note) => (
        <li key={JSON.stringify(note)}>{words(`reports:note.${note.key}`, note.params)}</li>
      ))}
    </ul>
  )
}
