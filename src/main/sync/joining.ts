import { z } from 'zod'
import type { Log } from '#main/ports/log.ts'
import type { PendingJoinFile } from '#main/ports/pending-join.ts'
import { type Enrolled, RemoteTroubleError, type SyncRemote } from '#main/ports/sync-remote.ts'
import type { Timer } from '#main/ports/timer.ts'
import { type Failure, FailureError } from '#shared/kernel/result.ts'
import { CURRENCY_CODES } from '#shared/money/currency.ts'
import { enrolText } from '#shared/sync/chain.ts'
import type { Bring, BringProgress } from './bring-book.ts'
import { type DeviceKey, makeDeviceKey, readDeviceKey } from './device-key.ts'
import { type EnrolmentParts, type NewAccount, newAccount } from './enrolment.ts'
import { answerOf, failureOf, reactionTo } from './reaction.ts'
import { readServerAddress } from './server-address.ts'
import { signIn } from './signed-in.ts'

/** What the first facts of a shop say of it, before any of them was taken. */
export interface ShopAbroad {
  readonly shopId: string
  readonly currency: (typeof CURRENCY_CODES)[number]
  readonly isSample: boolean
  readonly shopName: string
}

export interface JoiningParts extends EnrolmentParts {
  readonly timer: Timer
  readonly log: Log
  newCode(): string
  /** Makes a file for the shop and opens it; the loop fetches the rest. */
  openShop(shop: ShopAbroad, fresh: NewAccount): void
  /** Brings the book by a snapshot, where there is one that can be trusted. */
  readonly bring: Bring
  /** Begins as a counter in a book that was brought, and opens it. */
  openBook(book: string, shop: ShopAbroad, fresh: NewAccount): void
  readonly pending: PendingJoinFile
  changed(): void
}

export type JoinState =
  | { readonly step: 'idle' }
  | { readonly step: 'waiting'; readonly code: string; readonly deviceKey: string; readonly expiresAt: number }
  | { readonly step: 'opening'; readonly progress: BringProgress | null }
  /** `replayed`: why the copy in the cloud was not used, where there was one. */
  | { readonly step: 'joined'; readonly replayed: Failure | null }
  | { readonly step: 'failed'; readonly failure: Failure }

const ASK_AGAIN_MS = 2_000
const FIRST_OPS = 500
/** Who was let in so long ago and has no book asks anew. */
const PENDING_MS = 24 * 3_600_000
const zOp = z.object({ k: z.string(), d: z.record(z.string(), z.unknown()) })
const zShopOpen = z.object({ id: z.string(), currency: z.enum(CURRENCY_CODES), sample: z.boolean() })

interface Waiting {
  readonly remote: SyncRemote
  readonly server: string
  readonly key: DeviceKey
  readonly counterName: string
  readonly pairId: string
  /** Null until a counter let this one in. */
  readonly enrolled: Enrolled | null
}

/** A counter that wants to be let into a shop: it shows a code, waits until one that is in lets it in, and opens the shop's book. */
export class Joining {
  readonly #parts: JoiningParts
  #state: JoinState = { step: 'idle' }
  #cancel: () => void = () => {}
  /** Tells the wish that is under way from those before. */
  #wish = 0

  constructor(parts: JoiningParts) {
    this.#parts = parts
  }

  state(): JoinState {
    return this.#state
  }

  /** Asks for a code. Fails with `sync/address` and what the line or the server has against it. */
  async start(asked: { readonly server: string; readonly counterName: string }): Promise<void> {
    this.end()
    const wish = this.#wish
    const server = readServerAddress(asked.server).href
    const remote = this.#parts.remoteAt(server)
    const pending = await this.#pendingAt(server, remote)
    if (wish !== this.#wish) return
    if (pending !== null) {
      this.#put({ step: 'opening', progress: null })
      void this.#ask(wish, pending)
      return
    }
    const key = await makeDeviceKey(this.#parts.vault)
    const wantedCode = this.#parts.newCode()
    const signature = key.sign(enrolText('pair', key.publicKey, wantedCode))
    const { appVersion } = this.#parts
    const { counterName } = asked
    const start = { deviceKey: key.publicKey, counterName, wantedCode, appVersion, signature }
    const { pairId, code, expiresAt } = await answerOf(remote.pairStart(start))
    if (wish !== this.#wish) return
    this.#put({ step: 'waiting', code, deviceKey: key.publicKey, expiresAt })
    this.#askLater(wish, { remote, server, key, pairId, counterName, enrolled: null })
  }

  /** Gives the wish up; what was fetched for it is fetched again another time. */
  stop(): void {
    this.#parts.pending.write(null)
    this.end()
  }

  /** A counter that was let in here before the app ended goes on where it was. */
  async #pendingAt(server: string, remote: SyncRemote): Promise<Waiting | null> {
    const kept = this.#parts.pending.read()
    if (kept === null || kept.server !== server || this.#parts.nowMs() - kept.at > PENDING_MS) return null
    const key = await readDeviceKey(this.#parts.vault, kept.deviceKey)
    return key === null ? null : { ...kept, remote, key, pairId: '' }
  }

  /** The app is closed: the wish stands, and is gone on with when it is said again. */
  end(): void {
    this.#wish++
    this.#cancel()
    this.#put({ step: 'idle' })
  }

  #askLater(wish: number, waiting: Waiting): void {
    this.#cancel = this.#parts.timer.after(ASK_AGAIN_MS, () => void this.#ask(wish, waiting))
  }

  async #ask(wish: number, waiting: Waiting): Promise<void> {
    let now = waiting
    try {
      if (now.enrolled === null) {
        const { state, enrolled } = await waiting.remote.pairState(waiting.pairId)
        if (wish !== this.#wish) return
        if (state === 'waiting') return this.#askLater(wish, waiting)
        if (state === 'expired' || enrolled === null) return this.#fail({ code: 'sync/not-waiting' })
        now = this.#letIn(waiting, enrolled)
      }
      await this.#open(wish, now)
    } catch (error) {
      if (wish === this.#wish) this.#failed(error, wish, now)
    }
  }

  #letIn(waiting: Waiting, enrolled: Enrolled): Waiting {
    const { server, counterName, key } = waiting
    const at = this.#parts.nowMs()
    this.#parts.pending.write({ server, counterName, deviceKey: key.publicKey, enrolled, at })
    this.#put({ step: 'opening', progress: null })
    return { ...waiting, enrolled }
  }

  /** A line that is down for a while does not end the wish; the code still stands. */
  #failed(error: unknown, wish: number, waiting: Waiting): void {
    if (error instanceof FailureError) this.#fail(error.failure)
    else if (!(error instanceof RemoteTroubleError)) {
      this.#parts.log.error('joining failed', error)
      this.#fail({ code: 'app/unexpected' })
    } else if (reactionTo(error.trouble).does === 'wait') this.#askLater(wish, waiting)
    else if (error.trouble.kind === 'said' && ['not-found', 'gone'].includes(error.trouble.failure.error))
      this.#fail({ code: 'sync/not-waiting' })
    else this.#fail(failureOf(error.trouble))
  }

  async #open(wish: number, waiting: Waiting): Promise<void> {
    const { remote, key, enrolled } = waiting
    if (enrolled === null) return
    const fresh = newAccount(this.#parts, { ...waiting, enrolled })
    const { accountId, deviceNo, epoch } = fresh.account
    const server = signIn({ remote, accountId, deviceNo, key })
    const page = await server.ask((token) => remote.pull(token, 0, epoch, FIRST_OPS))
    const shop = shopIn(page.chunks.flatMap((chunk) => chunk.ops))
    if (wish !== this.#wish) return
    if (shop === null) throw new FailureError({ code: 'sync/not-whole' })
    const { book, replayed } = await this.#parts.bring({
      ...{ server, shop, accountId, serverKey: fresh.serverKey },
      told: (progress) => wish === this.#wish && this.#put({ step: 'opening', progress }),
      isStopped: () => wish !== this.#wish
    })
    if (wish !== this.#wish) return
    // Before the book is there: a second book for one counter would be a copy of it.
    this.#parts.pending.write(null)
    if (book === null) this.#parts.openShop(shop, fresh)
    else this.#parts.openBook(book, shop, fresh)
    this.#put({ step: 'joined', replayed })
  }

  #fail(failure: Failure): void {
    this.#parts.pending.write(null)
    this.#put({ step: 'failed', failure })
  }

  #put(state: JoinState): void {
    this.#state = state
    this.#parts.changed()
  }
}

/** Identity, currency and name of a shop from its first facts; null when they are not those of a shop. */
export function shopIn(ops: readonly string[]): ShopAbroad | null {
  let found: Omit<ShopAbroad, 'shopName'> | null = null
  let shopName = ''
  for (const text of ops) {
    const op = zOp.safeParse(jsonOf(text))
    if (!op.success) return null
    const { k: kind, d: body } = op.data
    if (kind === 'shop.open' && found === null) {
      const read = zShopOpen.safeParse(body)
      if (!read.success) return null
      found = { shopId: read.data.id, currency: read.data.currency, isSample: read.data.sample }
    }
    if (kind === 'settings.change' && typeof body.shopName === 'string') shopName = body.shopName
  }
  return found === null ? null : { ...found, shopName }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
