import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { createCloud, type RunningCloud } from './compose.ts'
import type { CloudConfig } from './config.ts'
import { openDatabase } from './db/cloud-database.ts'
import { migrate } from './db/migrate.ts'
import { runJobs } from './jobs/run-jobs.ts'
import { smtpMailer } from './mail/smtp-mailer.ts'
import type { Log } from './ports/log.ts'
import { MINIMUM_VERSION, SERVER_VERSION } from './version.ts'

export interface Serving extends RunningCloud {
  /** Where it listens, like http://127.0.0.1:8320. */
  readonly address: string
  /** Answers what is open, then ends. */
  close(): Promise<void>
}

/** The server as an operator runs it: tables first, then the way in. */
export async function serve(config: CloudConfig, log: Log): Promise<Serving> {
  const ran = await migrate(config.databaseUrl)
  if (ran.length > 0) log.info('tables changed', { migrations: ran.join(' ') })
  const database = openDatabase({
    connectionString: config.databaseUrl,
    poolSize: config.poolSize,
    onError: (error) => log.error('database connection lost', error)
  })
  const { mail } = config
  const running = await createCloud({
    database,
    clock: { nowMs: Date.now },
    randomness: { newId: randomUUID },
    log,
    settings: { ...config, serverVersion: SERVER_VERSION, minimumVersion: MINIMUM_VERSION },
    mailer: mail === null ? null : smtpMailer(mail)
  })
  const jobs = await runJobs(running.cloud, config.databaseUrl)
  await running.app.listen({ host: config.host, port: config.port })
  const { address, port, family } = running.app.server.address() as AddressInfo
  return {
    ...running,
    address: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    async close() {
      await running.app.close()
      await jobs.stop()
      await database.close()
    }
  }
}
