import type { Cloud } from '#cloud/app/cloud.ts'
import { deleteDue } from '#cloud/app/delete-account.ts'
import { packDue } from '#cloud/app/pack-journal.ts'

/** Work that goes on by itself. It is safe to repeat and to be done by two servers at once; `cron` is in UTC. */
export interface Job {
  readonly name: string
  readonly cron: string
  run(cloud: Cloud): Promise<number>
}

export const jobs: readonly Job[] = [
  { name: 'pack-journals', cron: '*/10 * * * *', run: packDue },
  { name: 'delete-accounts', cron: '5 * * * *', run: deleteDue }
]
