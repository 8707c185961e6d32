import type { WorkKind } from '#cloud/db/link-schema.ts'
import type { Cloud } from './cloud.ts'
import { takeDue } from './due-work.ts'
import { pollLinks } from './poll-links.ts'
import { sendReport } from './send-report.ts'
import { workHooks } from './take-hook.ts'

const WORKERS: Readonly<Record<WorkKind, (cloud: Cloud, accountId: string) => Promise<void>>> = {
  hooks: workHooks,
  links: pollLinks,
  report: sendReport
}

/**
 * Does what is due: kept webhooks, links to ask about, reports to mail. Safe on many servers at once. What fails is logged, and is
 * due again when its lease ends. Answers how much was taken up.
 */
export async function doDueWork(cloud: Cloud): Promise<number> {
  const due = await takeDue(cloud.database, cloud.clock.nowMs())
  for (const { kind, accountId } of due)
    await WORKERS[kind](cloud, accountId).catch((error: unknown) => {
      cloud.figures.add('counterbook_work_failed_total', { kind })
      cloud.log.error('work failed', error, { kind })
    })
  return due.length
}
