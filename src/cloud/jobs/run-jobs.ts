import { PgBoss } from 'pg-boss'
import type { Cloud } from '#cloud/app/cloud.ts'
import { doDueWork } from '#cloud/app/do-due-work.ts'
import { jobs } from './all-jobs.ts'

/** Webhooks and links are looked after this often: they have leases in the directory and need no queue. */
const DUE_WORK_MS = 5_000
const JOB_CONNECTIONS = 2

export interface RunningJobs {
  /** Waits for what is being done. */
  stop(): Promise<void>
}

/** Does every few seconds what is due, one after the other, until it is stopped. */
function everyFewSeconds(cloud: Cloud): RunningJobs {
  let isEnded = false
  let timer: NodeJS.Timeout | undefined
  let doing = Promise.resolve()
  const turn = async () => {
    await doDueWork(cloud).catch((error: unknown) => cloud.log.error('due work failed', error))
    if (!isEnded) timer = setTimeout(() => (doing = turn()), DUE_WORK_MS)
  }
  doing = turn()
  return {
    async stop() {
      isEnded = true
      clearTimeout(timer)
      await doing
    }
  }
}

/** Starts the queue, in its own schema of the same database. Of several servers, each job is done by one. */
export async function runJobs(cloud: Cloud, connectionString: string): Promise<RunningJobs> {
  const boss = new PgBoss({ connectionString, schema: 'pgboss', max: JOB_CONNECTIONS })
  boss.on('error', (error) => cloud.log.error('the queue of jobs has a trouble', error))
  await boss.start()
  for (const { name, cron, run } of jobs) {
    await boss.createQueue(name, { policy: 'singleton' })
    await boss.work(name, async () => {
      const done = await run(cloud)
      if (done > 0) cloud.log.info('job done', { job: name, done })
    })
    await boss.schedule(name, cron)
  }
  const dueWork = everyFewSeconds(cloud)
  return {
    async stop() {
      await dueWork.stop()
      await boss.stop({ graceful: true, timeout: 10_000 })
    }
  }
}
