import fs from 'node:fs'
import path from 'node:path'
import type { Book } from '#main/app/book.ts'
import { notedKeyId } from '#main/db/ledger-keys.ts'
import { readCloudChoice, writeCloudChoice } from '#main/files/cloud-choice.ts'
import { readLanChoice, writeLanChoice } from '#main/files/lan-choice.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { Log } from '#main/ports/log.ts'
import { noPublicLinks, type PublicLinks } from '#main/ports/public-links.ts'
import type { Randomness } from '#main/ports/randomness.ts'
import type { KeyVault } from '#main/ports/secrets.ts'
import type { SnapshotBooks } from '#main/ports/snapshot-books.ts'
import type { Timer } from '#main/ports/timer.ts'
import { httpRemote } from '#main/sync/http-remote.ts'
import { type FindCounters, findByMdns } from '#main/sync/lan/find-counters.ts'
import { Lan, type LanChoice } from '#main/sync/lan/lan.ts'
import { SyncLoop } from '#main/sync/loop.ts'
import { createPublicLinks } from '#main/sync/public-links.ts'
import { SnapshotMaker } from '#main/sync/snapshot-maker.ts'
import type { SyncStatus } from '#shared/contract/sync-endpoints.ts'

/** A shop that is in its account, or on its way back into it. */
const KEEPS_COPY: readonly string[] = ['on', 'paused', 'reattach', 'fork']

export interface CloudParts {
  readonly clock: Clock
  readonly randomness: Randomness
  readonly timer: Timer
  readonly vault: KeyVault
  /** What this PC has chosen for its line. */
  readonly choiceFile: string
  /** What was laid down for the shop's own net. */
  readonly lanFile: string
  readonly lan: LanWays
  readonly log: Log
  readonly version: string
  readonly snapshots: SnapshotBooks
  /** Where copies of books for new counters are kept, and parts of those that are fetched. */
  readonly snapshotFolder: string
  /** How many facts make a new copy worth its making. */
  readonly snapshotEveryOps: number
  /** Whether this process speaks to the server: the one that drives the printers, and no other beside it. */
  readonly runs: boolean
  changed(): void
}

/** How counters in one net are found, and where this one listens: everywhere, when it is not said. */
export interface LanWays {
  readonly find: FindCounters
  readonly host?: string
  readonly waitMs?: number
}
export const lanByMdns: LanWays = { find: (parts) => findByMdns(parts) }

/** The account of the open shop. */
export interface Cloud {
  readonly loop: SyncLoop
  /** Pages on the web for links that are sent. */
  readonly links: PublicLinks
  readonly lan: Lan
  lanChoice(): LanChoice
  chooseLan(choice: LanChoice): Promise<void>
  status(): Promise<SyncStatus>
  setLean(isLean: boolean): void
  /** Something was recorded. Without an account nothing is read. */
  wake(): void
  close(): Promise<void>
}

/** Facts of others are shown together, not one by one. */
const SHOW_MS = 300

export function openCloud(book: Book, parts: CloudParts): Cloud {
  const { store } = book
  let { isLean } = readCloudChoice(parts.choiceFile)
  let guarded: Promise<boolean> | null = null
  let isShowing = false
  let isOpen = true

  function tookSome(): void {
    if (isShowing) return
    isShowing = true
    parts.timer.after(SHOW_MS, () => {
      isShowing = false
      if (isOpen) book.committed({ taken: true })
    })
  }

  const loop = new SyncLoop({
    ...{ store: store.sync, vault: parts.vault, clock: parts.clock, timer: parts.timer, log: parts.log },
    remoteAt: (server) => httpRemote(server, undefined, parts.version),
    newNumber: () => parts.randomness.newNumber(),
    isLean: () => isLean,
    took: tookSome,
    changed: () => {
      // Whoever left the account, or goes on with another key, is not heard in the shop's net as who he was.
      lan.check()
      parts.changed()
    },
    rested: () => void copies.consider()
  })
  const folder = path.join(parts.snapshotFolder, book.shop().shopId)
  const isEncrypted = notedKeyId(store.file) !== null
  // The copy is what the next snapshot is grown from; who is in no account any more makes none, and an encrypted book none in the open.
  if (parts.runs && (isEncrypted || !KEEPS_COPY.includes(store.sync.account()?.state ?? 'left')))
    fs.rmSync(folder, { recursive: true, force: true })
  const copies = new SnapshotMaker({
    ...{ store: store.sync, books: parts.snapshots, timer: parts.timer, log: parts.log, ledger: store.file },
    folder,
    appVersion: parts.version,
    everyOps: parts.snapshotEveryOps,
    asks: () => loop.asks(),
    isLean: () => isLean || isEncrypted
  })
  let lanChoice: LanChoice = readLanChoice(parts.lanFile, store.sync.account()?.accountId ?? null)
  const lan = new Lan(
    {
      ...{ store: store.sync, vault: parts.vault, timer: parts.timer, log: parts.log, ...parts.lan },
      nowMs: () => parts.clock.now().epochMs - (loop.status().clockAheadMs ?? 0),
      took: tookSome,
      changed: parts.changed
    },
    lanChoice
  )
  if (parts.runs) {
    loop.start()
    lan.check()
  }

  const links = parts.runs
    ? createPublicLinks({
        ...{ ...parts, store: store.sync, send: () => loop.now(), asks: () => loop.asks() },
        awaiting: (isAwaiting) => loop.awaiting(isAwaiting)
      })
    : noPublicLinks

  return {
    ...{ loop, links, lan, lanChoice: () => lanChoice },
    async chooseLan(choice) {
      lanChoice = choice
      const account = store.sync.account()
      if (account !== null)
        writeLanChoice(parts.lanFile, account.accountId, { ...choice, addresses: [...choice.addresses] })
      if (parts.runs) await lan.choose(choice)
    },
    async status() {
      // A shop without an account has no key: its system is not asked, which may want a password to answer.
      if (store.sync.account() === null) return { ...statusOf(book, loop), isLean, isKeyGuarded: true }
      guarded ??= parts.vault.isGuarded()
      const isKeyGuarded = await guarded
      return { ...statusOf(book, loop), isLean, isKeyGuarded }
    },
    setLean(next) {
      isLean = next
      writeCloudChoice(parts.choiceFile, { isLean })
      parts.changed()
    },
    wake() {
      if (!parts.runs || store.sync.account() === null) return
      loop.wake()
      lan.wake()
      // How much waits is another number now.
      parts.changed()
    },
    async close() {
      isOpen = false
      copies.stop()
      await loop.stop()
      await Promise.all([loop.stop(), lan.close()])
    }
  }
}

function statusOf(book: Book, loop: SyncLoop): Omit<SyncStatus, 'isLean' | 'isKeyGuarded'> {
  const { sync } = book.store
  const account = sync.account()
  const { trouble, isWorking, headSeq, clockAheadMs } = loop.status()
  const isOff = account === null
  const counts = isOff ? { waitingOps: 0, asideCount: 0, noticesToSee: 0, lateToSee: 0 } : sync.counts()
  const state = account?.state ?? 'off'
  return {
    state: state === 'reattach' || state === 'fork' ? 'repair' : state,
    server: account?.server ?? '',
    counterNo: account?.deviceNo ?? null,
    counterName: book.settings().counterName,
    ...{ trouble, isWorking, clockAheadMs },
    waitingCount: counts.waitingOps,
    taken: account?.cursorSeq ?? 0,
    head: Math.max(headSeq, account?.cursorSeq ?? 0),
    syncedAt: account?.syncedAt ?? null,
    noticeCount: counts.noticesToSee - counts.lateToSee,
    lateCount: counts.lateToSee,
    asideCount: counts.asideCount
  }
}
