import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Cloud } from '#cloud/app/cloud.ts'
import { mintToken } from '#cloud/app/device-token.ts'
import type { TestDevice } from './cloud-account.ts'
import { TEST_SETTINGS } from './cloud-account.ts'
import { TestCounter } from './cloud-counter.ts'

const HOUR_MS = 3_600_000

/** The server in a process of its own, as an operator runs it. */
export interface ServerProcess {
  readonly address: string
  readonly child: ChildProcess
  kill(signal?: NodeJS.Signals): Promise<void>
}

/** A counter whose token is good by the clock of this machine, which a server in a process of its own goes by, for an hour. */
export function atWork(cloud: Pick<Cloud, 'serverKey'>, device: TestDevice): TestDevice {
  const { accountId, deviceNo } = device
  const token = mintToken(cloud.serverKey, { accountId, deviceNo, expiresAt: Date.now() + HOUR_MS })
  return { ...device, token, headers: { authorization: `Bearer ${token}` } }
}

/** Starts it on a port, or on one that it is given again after it was killed. */
export async function startServer(
  databaseUrl: string,
  port: number,
  script = path.resolve('src/cloud/index.ts')
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [script], {
    env: {
      ...{ PATH: process.env.PATH, DATABASE_URL: databaseUrl, CLOUD_SECRET: TEST_SETTINGS.secret },
      ...{ CLOUD_PUBLIC_URL: `http://127.0.0.1:${port}`, CLOUD_PORT: String(port), CLOUD_LOG_LEVEL: 'error' }
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  })
  const ended = once(child, 'exit')
  const [said] = (await Promise.race([once(child, 'message'), ended])) as [{ address: string } | number]
  if (typeof said !== 'object') throw new Error('the server ended before it listened')
  return {
    address: said.address,
    child,
    async kill(signal = 'SIGKILL') {
      child.kill(signal)
      await ended
    }
  }
}

/** A push over a socket, as a counter sees it: an answer, or none. */
export interface PushedOver {
  readonly status: number
  readonly body: { readonly have?: number; readonly error?: string; readonly headSeq?: number }
}

export async function pushOver(
  address: string,
  counter: TestCounter,
  from: number,
  to: number
): Promise<PushedOver | null> {
  try {
    const answer = await fetch(`${address}/v1/push`, {
      method: 'POST',
      headers: { ...counter.device.headers, 'content-type': 'application/json' },
      body: JSON.stringify(counter.push(from, to)),
      signal: AbortSignal.timeout(15_000)
    })
    return { status: answer.status, body: (await answer.json()) as PushedOver['body'] }
  } catch {
    return null
  }
}

/** A counter that records all the time and pushes what it has, and comes again whatever happens, until all of it is answered for. */
export class SellingCounter extends TestCounter {
  acked = 0
  answers = 0
  lost = 0
  refusals: string[] = []
  readonly #random: () => number

  constructor(device: TestDevice, random: () => number) {
    super(device)
    this.#random = random
  }

  /** Up to so many more ops, then everything that is open, once. */
  async turn(address: () => string, mostOps: number): Promise<void> {
    this.recordMany(Math.floor(this.#random() * (mostOps + 1)))
    if (this.acked === this.ops.length) return
    const to = Math.min(this.ops.length, this.acked + 1 + Math.floor(this.#random() * 100))
    this.take(await pushOver(address(), this, this.acked + 1, to))
  }

  take(answer: PushedOver | null): void {
    if (answer === null) {
      this.lost++
      return
    }
    this.answers++
    const { have, error } = answer.body
    if (answer.status === 200 || error === 'gap') this.acked = have ?? this.acked
    else if (answer.status !== 429 && answer.status !== 503) this.refusals.push(`${answer.status} ${error}`)
  }

  /** Sells for a while, then sends what is left. */
  async sell(address: () => string, isOpen: () => boolean): Promise<void> {
    while (isOpen()) {
      await this.turn(address, 5)
      await pause(this.#random() * 60)
    }
    while (this.acked < this.ops.length) {
      await this.turn(address, 0)
      await pause(100)
    }
  }
}
