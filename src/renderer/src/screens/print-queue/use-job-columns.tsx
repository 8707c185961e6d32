import { useMemo } from 'react'
import { dayAndClockText } from '#renderer/components/clock-text.ts'
import type { Column } from '#renderer/components/DataTable.tsx'
import { StatusDot, type StatusTone } from '#renderer/components/StatusDot.tsx'
import { useFittingColumns } from '#renderer/components/use-fitting-columns.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { PrintJobView } from '#shared/contract/views.ts'
import type { PrintState } from '#shared/printing/print-job.ts'
import { jobName } from './job-words.ts'

const TONES: Readonly<Record<PrintState, StatusTone>> = {
  queued: 'off',
  checking: 'off',
  sending: 'warn',
  printed: 'good',
  sent: 'off',
  'sent-unconfirmed': 'warn',
  blocked: 'bad',
  failed: 'bad',
  dropped: 'off'
}

/** The width of the window, in rem, from which a column is worth its place. */
const WIDTH_FOR: Readonly<Record<string, number>> = { printer: 84, party: 72 }

export function useJobColumns(): readonly Column<PrintJobView>[] {
  const t = useText()
  const columns = useMemo((): readonly Column<PrintJobView>[] => {
    return [
      { id: 'at', header: t('print-queue:column.at'), width: '6.5rem', draw: (job) => dayAndClockText(job.createdAt) },
      {
        id: 'what',
        header: t('print-queue:column.what'),
        width: 'minmax(12rem, 2fr)',
        draw: (job) => <strong>{jobName(t, job)}</strong>
      },
      {
        id: 'party',
        header: t('print-queue:column.party'),
        width: 'minmax(6rem, 0.9fr)',
        draw: (job) => job.partyName
      },
      {
        id: 'truth',
        header: t('print-queue:column.truth'),
        width: 'minmax(9rem, 2.4fr)',
        draw: (job) => <StatusDot tone={TONES[job.state]} label={t(`print-queue:truth.${job.state}`)} />
      },
      { id: 'printer', header: t('print-queue:column.printer'), width: '7rem', draw: (job) => job.printerName }
    ]
  }, [t])
  return useFittingColumns(columns, WIDTH_FOR)
}
