import type { Translate } from '#renderer/i18n/locale-parts.ts'
import type { PrintJobView } from '#shared/contract/views.ts'

/** What a job puts on paper, with a mark when it is a further copy. */
export function jobName(t: Translate, job: PrintJobView): string {
  const what = job.title === '' ? t(`print-queue:kind.${job.kind}`) : job.title
  return job.copyNo > 1 ? t('print-queue:copy', { what, number: job.copyNo - 1 }) : what
}

/** What is known of the job, and why it stands where it stands. */
export function truthOf(t: Translate, job: PrintJobView, reason: string): string {
  const truth = t(`print-queue:truth.${job.state}`)
  return reason === '' ? truth : t('print-queue:because', { truth, reason })
}

/** What a person is asked to decide now. */
export function questionOf(t: Translate, job: PrintJobView | undefined): string {
  switch (job?.state) {
    case 'sent':
    case 'sent-unconfirmed':
    case 'blocked':
    case 'failed':
    case 'queued':
      return t(`print-queue:ask.${job.state}`)
    default:
      return t('print-queue:ask.none')
  }
}
