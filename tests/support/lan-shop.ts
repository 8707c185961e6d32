import net, { type AddressInfo } from 'node:net'
import Sqlite from 'better-sqlite3'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import type { FindCounters } from '#main/sync/lan/find-counters.ts'
import type { FaultProxy } from './fault-proxy.ts'
import { firstRun, openTestApp, type TestApp } from './open-app.ts'

/** A net where nobody is found by himself. */
export const findNobody: FindCounters = () => ({ again() {}, stop() {} })

/** A port of this machine that nobody has. */
export function freePort(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>()
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo
    server.close(() => resolve(port))
  })
  return promise
}

export interface LanCounter {
  readonly app: TestApp
  readonly port: number
}

/** Counters of one shop on this machine, each with a port of its own, and a line to their server that can be cut. */
export class LanShop {
  readonly counters: LanCounter[] = []
  readonly line: FaultProxy

  constructor(line: FaultProxy) {
    this.line = line
  }

  private async open(): Promise<LanCounter> {
    const app = openTestApp({
      drivesPrinters: true,
      facing: { lan: { find: findNobody, host: '127.0.0.1', waitMs: 5_000 } }
    })
    const counter = { app, port: await freePort() }
    this.counters.push(counter)
    return counter
  }

  /** The first counter, which founds the account. */
  async found(): Promise<LanCounter> {
    const first = await this.open()
    await first.app.call('shop.create', firstRun())
    await first.app.call('sync.turnOn', { server: this.line.url, owner: '' })
    return first
  }

  async join(first: LanCounter, name: string): Promise<LanCounter> {
    const counter = await this.open()
    const waiting = await counter.app.call('sync.join', { server: this.line.url, counterName: name })
    if (waiting.step !== 'waiting') throw new Error(waiting.step)
    const seen = await first.app.call('sync.look', { code: waiting.code })
    await first.app.call('sync.letIn', { pairId: seen.pairId, deviceKey: seen.deviceKey, name })
    const until = Date.now() + 15_000
    while ((await counter.app.call('sync.joinState', {})).step !== 'joined') {
      if (Date.now() > until) throw new Error('was not let in')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await counter.app.call('sync.now', {})
    return counter
  }

  /** Everybody hears of everybody from the server, and the line is cut then. */
  async cut(): Promise<void> {
    for (let round = 0; round < 2; round++)
      for (const { app } of this.counters) {
        await app.call('sync.now', {})
        await app.call('sync.counters', {})
      }
    this.line.mode('refuse')
  }

  async turnOn(counter: LanCounter, others: readonly LanCounter[] = []): Promise<void> {
    const addresses = others.map(({ port }) => `127.0.0.1:${port}`)
    await counter.app.call('lan.choose', { isOn: true, port: counter.port, addresses })
  }

  async lose(counter: LanCounter): Promise<void> {
    this.counters.splice(this.counters.indexOf(counter), 1)
    await counter.app.close()
  }

  async close(): Promise<void> {
    for (const { app } of this.counters) await app.close()
  }
}

/** How many facts stand in a file: its own that went into chunks, and those of others. */
export function factsIn({ app }: LanCounter): { readonly own: number; readonly taken: number; readonly aside: number } {
  const db = new Sqlite(app.file(), { readonly: true })
  try {
    const count = (sql: string) => Number(db.prepare(sql).pluck().get())
    return {
      own: count('select own_dev_n from sync_account'),
      taken: count('select count(*) from received'),
      aside: count('select count(*) from sync_aside')
    }
  } finally {
    db.close()
  }
}

export const firstFault = ({ app }: LanCounter) => verifyLedger(app.file()).firstFault
