import type { Translate } from '#renderer/i18n/locale-parts.ts'
import type { PrintJobView } from '#shared/contract/views.ts'
import type { Failure } from '#shared/kernel/result.ts'

/** What a job puts on paper, with a mark when it is a further copy. */
export function jobName(t: Translate, job: PrintJobView): string {
  // The title of a drawer is the number of the entry that it opens for, which the entry's paper has too.
  if (job.kind === 'drawer' && job.title !== '') return t('print-queue:drawerOf', { what: job.title })
  const what = job.title === '' ? t(`print-queue:kind.${job.kind}`) : job.title
  return job.copyNo > 1 ? t('print-queue:copy', { what, number: job.copyNo - 1 }) : what
}

/** What went wrong, while it still matters: a paper that was dropped or has come out waits for nobody. */
export function reasonOf(job: PrintJobView | undefined): Failure | null {
  const isOver = job === undefined || job.state === 'dropped' || job.state === 'printed' || job.state === 'sent'
  return isOver ? null : (job.failure as Failure | null)
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
