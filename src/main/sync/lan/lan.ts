import type { Log } from '#main/ports/log.ts'
import type { KeyVault } from '#main/ports/secrets.ts'
import type { SyncStore } from '#main/ports/sync-store.ts'
import type { Timer } from '#main/ports/timer.ts'
import { type DeviceKey, isSignedBy, readDeviceKey } from '#main/sync/device-key.ts'
import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import { lanFingerprint, MOST_CLOCK_AHEAD_MS } from '#shared/sync/lan-wire.ts'
import type { FindCounters, Finding } from './find-counters.ts'
import { lanAddressText, readLanAddress } from './lan-address.ts'
import { type LanServer, listenOnLan, sha256 } from './lan-server.ts'
import { accountForLan, NearBook } from './near-book.ts'
import { type LanAddress, type LanTrouble, LanTroubleError, speakWith } from './speak.ts'

/** What the owner laid down for this PC. */
export interface LanChoice {
  readonly isOn: boolean
  readonly port: number
  /** Counters that are not found by themselves: `192.168.1.20:47615`. */
  readonly addresses: readonly string[]
}

export interface LanParts {
  readonly store: SyncStore
  readonly vault: KeyVault
  readonly timer: Timer
  readonly log: Log
  readonly find: FindCounters
  /** The time of the server as far as it is known here, else of this PC. */
  nowMs(): number
  /** Facts of other counters stand in the file now. */
  took(): void
  /** Something else is to be said of the local network now. */
  changed(): void
  /** Where to listen; every address of this PC when it is not said. */
  readonly host?: string
  readonly waitMs?: number
}

/** A counter in the shop's net. `trouble` is null after an exchange that went well. */
export interface NearCounter {
  readonly deviceNo: number | null
  readonly address: string
  readonly isFixed: boolean
  readonly spokenAtMs: number | null
  readonly trouble: LanTrouble | 'clock' | null
}

export interface LanStatus {
  readonly isListening: boolean
  readonly port: number
  readonly trouble: ErrorCode | null
  readonly counters: readonly NearCounter[]
}

interface Near {
  readonly address: LanAddress
  readonly isFixed: boolean
  deviceNo: number | null
  spokenAtMs: number | null
  trouble: LanTrouble | 'clock' | null
  failures: number
  dueAtMs: number
  isSpeaking: boolean
}

/** What is open while the local network is on. */
interface Opened {
  readonly deviceKey: string
  readonly key: DeviceKey
  readonly book: NearBook
  server: LanServer | null
  finding: Finding | null
}

/** A sale and its receipt are done by then, and the next one goes with it. */
const GATHER_MS = 1_500
const EVERY_MS = 15_000
const LOOK_AGAIN_MS = 60_000
const LONGEST_MS = 120_000
/** More counters than a shop has: somebody fills the net with names. */
const MOST_NEAR = 32

/**
 * Counters of one account in one net give each other what they recorded, without the cloud. Nothing listens and nothing is asked until the
 * owner turned it on. It never throws, and no sale waits for it.
 */
export class Lan {
  readonly #parts: LanParts
  readonly #near = new Map<string, Near>()
  #choice: LanChoice
  #opened: Opened | null = null
  #work: Promise<void> = Promise.resolve()
  #trouble: ErrorCode | null = null
  #isStopped = false
  #cancel: () => void = () => {}
  #dueAt = Number.POSITIVE_INFINITY
  #lookAgainAt = 0
  /** Counters that spoke to this one, which may not be reached from here. */
  readonly #heard = new Map<number, { address: string; atMs: number }>()

  constructor(parts: LanParts, choice: LanChoice) {
    this.#parts = parts
    this.#choice = choice
  }

  status(): LanStatus {
    const near = [...this.#near.values()].map(({ address, isFixed, deviceNo, spokenAtMs, trouble }) => {
      const heard = deviceNo === null ? undefined : this.#heard.get(deviceNo)
      const isHeard = heard !== undefined && heard.atMs > (spokenAtMs ?? 0)
      const said = isHeard ? { spokenAtMs: heard.atMs, trouble: null } : { spokenAtMs, trouble }
      return { deviceNo, address: lanAddressText(address), isFixed, ...said }
    })
    const listed = new Set(near.map(({ deviceNo }) => deviceNo))
    const heardOnly = [...this.#heard].filter(([deviceNo]) => !listed.has(deviceNo))
    const others = heardOnly.map(([deviceNo, { address, atMs }]) => ({
      ...{ deviceNo, address, isFixed: false, spokenAtMs: atMs, trouble: null }
    }))
    const server = this.#opened?.server ?? null
    return {
      isListening: server !== null,
      port: server?.port ?? this.#choice.port,
      trouble: this.#trouble,
      counters: [...near, ...others]
    }
  }

  /** The owner chose; or the account is another one than it was. Resolves when it stands so. */
  choose(choice: LanChoice): Promise<void> {
    this.#choice = choice
    return this.#then(async () => {
      await this.#shut()
      await this.#open()
    })
  }

  /** Looks whether the account is still the one that this was opened for. */
  check(): void {
    const account = accountForLan(this.#parts.store)
    const wanted = this.#choice.isOn && account !== null ? account.deviceKey : null
    if (this.#isStopped || wanted === (this.#opened?.deviceKey ?? null)) return
    void this.#then(async () => {
      await this.#shut()
      await this.#open()
    })
  }

  /** Something was recorded: the others shall have it soon. */
  wake(): void {
    if (this.#opened === null) return
    for (const near of this.#near.values()) if (near.failures === 0) near.dueAtMs = 0
    this.#due(GATHER_MS)
  }

  /** Speaks with all that are known, now. */
  async now(): Promise<void> {
    for (const near of this.#near.values()) near.dueAtMs = 0
    await this.#speakWithDue()
  }

  async close(): Promise<void> {
    this.#isStopped = true
    this.#cancel()
    await this.#then(() => this.#shut())
  }

  /** One after the other: what is opened is whole before it is shut. */
  #then(work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(work).catch((error) => this.#parts.log.error('the local network failed', error))
    return this.#work
  }

  async #open(): Promise<void> {
    const { store, vault, timer, log, find } = this.#parts
    const account = accountForLan(store)
    this.#trouble = null
    if (this.#isStopped || !this.#choice.isOn || account === null) return this.#parts.changed()
    const key = await readDeviceKey(vault, account.deviceKey)
    if (key === null) {
      this.#trouble = 'sync/key-lost'
      return this.#parts.changed()
    }
    const book = new NearBook(
      {
        ...{ store, log, nowMs: this.#parts.nowMs, took: this.#parts.took, elapsedMs: () => timer.elapsedMs() },
        pause: () => new Promise((resolve) => timer.after(1, resolve)),
        isStopped: () => this.#isStopped || accountForLan(store) === null
      },
      { sign: (text) => key.sign(text), verify: isSignedBy }
    )
    const opened: Opened = { deviceKey: account.deviceKey, key, book, server: null, finding: null }
    opened.server = await this.#listen(opened)
    this.#opened = opened
    for (const text of this.#choice.addresses) {
      const address = readLanAddress(text)
      if (address !== null) this.#meet(address, true)
    }
    opened.finding = find({
      ...{ shop: lanFingerprint(sha256, account.accountId), port: opened.server?.port ?? null, log },
      found: (address) => this.#meet(address, false),
      lost: (address) => this.#part(address)
    })
    this.#lookAgainAt = timer.elapsedMs() + LOOK_AGAIN_MS
    this.#due(0)
    this.#parts.changed()
  }

  async #listen({ key, book }: Opened): Promise<LanServer | null> {
    const { store, log, timer, host } = this.#parts
    const heard = (deviceNo: number, address: string, opCount: number) => {
      const isNew = !this.#heard.has(deviceNo)
      this.#heard.set(deviceNo, { address, atMs: this.#parts.nowMs() })
      if (isNew || opCount > 0) this.#parts.changed()
    }
    try {
      const elapsedMs = () => timer.elapsedMs()
      return await listenOnLan({ store, key, book, log, elapsedMs, heard }, this.#choice.port, host)
    } catch (error) {
      // It can still go to the others; they cannot come to it.
      log.error('the local network cannot be listened at', error)
      this.#trouble = 'lan/port-taken'
      return null
    }
  }

  async #shut(): Promise<void> {
    const opened = this.#opened
    this.#opened = null
    this.#cancel()
    this.#dueAt = Number.POSITIVE_INFINITY
    this.#near.clear()
    this.#heard.clear()
    opened?.finding?.stop()
    await opened?.server?.close()
  }

  #meet(address: LanAddress, isFixed: boolean): void {
    const name = lanAddressText(address)
    if (this.#opened === null || this.#near.has(name) || this.#near.size >= MOST_NEAR) return
    this.#near.set(name, {
      ...{ address, isFixed, deviceNo: null, spokenAtMs: null, trouble: null },
      ...{ failures: 0, dueAtMs: 0, isSpeaking: false }
    })
    this.#due(0)
  }

  #part(address: LanAddress): void {
    const near = this.#near.get(lanAddressText(address))
    if (near === undefined || near.isFixed) return
    this.#near.delete(lanAddressText(address))
    this.#parts.changed()
  }

  #due(delayMs: number): void {
    if (this.#isStopped || this.#opened === null) return
    const { timer } = this.#parts
    const at = timer.elapsedMs() + delayMs
    if (at >= this.#dueAt) return
    this.#cancel()
    this.#dueAt = at
    this.#cancel = timer.after(delayMs, () => {
      this.#dueAt = Number.POSITIVE_INFINITY
      void this.#speakWithDue()
    })
  }

  async #speakWithDue(): Promise<void> {
    const { timer } = this.#parts
    if (timer.elapsedMs() >= this.#lookAgainAt) {
      this.#lookAgainAt = timer.elapsedMs() + LOOK_AGAIN_MS
      this.#opened?.finding?.again()
    }
    const due = [...this.#near.values()].filter((near) => !near.isSpeaking && near.dueAtMs <= timer.elapsedMs())
    // Each for itself: one that does not answer keeps nobody waiting.
    await Promise.all(due.map((near) => this.#speak(near)))
    const next = Math.min(EVERY_MS, ...[...this.#near.values()].map((near) => near.dueAtMs - timer.elapsedMs()))
    this.#due(Math.max(GATHER_MS, next))
  }

  async #speak(near: Near): Promise<void> {
    const { store, log, timer, waitMs } = this.#parts
    const account = accountForLan(store)
    const opened = this.#opened
    if (opened === null || account === null || this.#isStopped) return
    const before = `${near.trouble} ${near.deviceNo}`
    near.isSpeaking = true
    let opsIn = 0
    try {
      const { key, book } = opened
      const isStopped = () => this.#isStopped || this.#opened !== opened
      const parts = { store, key, book, account, isStopped, ...(waitMs === undefined ? {} : { waitMs }) }
      const spoken = await speakWith(near.address, parts)
      const now = this.#parts.nowMs()
      const isOff = Math.abs(spoken.theirNowMs - now) > MOST_CLOCK_AHEAD_MS
      opsIn = spoken.opsIn
      Object.assign(near, { deviceNo: spoken.deviceNo, spokenAtMs: now, failures: 0 })
      near.trouble = spoken.isClockRefused || isOff ? 'clock' : null
    } catch (error) {
      if (!(error instanceof LanTroubleError)) log.error('an exchange on the local network failed', error)
      near.trouble = error instanceof LanTroubleError ? error.trouble : 'busy'
      near.failures++
    }
    near.isSpeaking = false
    near.dueAtMs = timer.elapsedMs() + Math.min(LONGEST_MS, EVERY_MS * 2 ** Math.min(near.failures, 3))
    if (!this.#isStopped && (opsIn > 0 || before !== `${near.trouble} ${near.deviceNo}`)) this.#parts.changed()
  }
}
