import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { ReportQuery } from '#shared/reports/report.ts'
import type { ReportFormat } from '#shared/reports/saved-report.ts'

/** The keys by which a report leaves the screen: paper, PDF, workbook, CSV. `say` gets what came of it. */
export function useWaysOut(query: ReportQuery, isThere: boolean, say: (word: Word | null) => void): void {
  const t = useText()
  const failureText = useFailureText()
  const save = async (format: ReportFormat) => {
    say({ tone: 'plain', text: t('report-screen:making') })
    const answer = await call('report.export', { query, format })
    if (!answer.ok) say({ tone: 'bad', text: failureText(answer.failure) })
    else
      say(answer.value === null ? null : { tone: 'good', text: t('report-screen:saved', { file: answer.value.file }) })
  }
  const print = async (paper: 'roll' | 'sheet') => {
    const answer = await call('report.print', { id: crypto.randomUUID(), query, paper })
    say(
      answer.ok
        ? { tone: 'good', text: t('report-screen:printing') }
        : { tone: 'bad', text: failureText(answer.failure) }
    )
  }
  useCommand('report.print', () => void print('roll'), isThere)
  useCommand('report.printSheet', () => void print('sheet'), isThere)
  useCommand('report.pdf', () => void save('pdf'), isThere)
  useCommand('report.workbook', () => void save('xlsx'), isThere)
  useCommand('report.csv', () => void save('csv'), isThere)
}
