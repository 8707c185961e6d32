import type { BackupMaker } from '#main/ports/backup-maker.ts'
import type { BackupFolder, BackupMemory, BackupPlaces, PlaceLook } from '#main/ports/backup-places.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { Log } from '#main/ports/log.ts'
import type { Secrets } from '#main/ports/secrets.ts'
import { shopMarkOf, writeBackupName } from '#shared/backup/backup-name.ts'
import { outlived } from '#shared/backup/retention.ts'
import type { Output } from '#shared/contract/contract.ts'
import { FailureError, refuse } from '#shared/kernel/result.ts'
import type { Book } from './book.ts'
import { roomOnDisk } from './room-on-disk.ts'

/** A book of this PC, as far as its backups are named after it. */
export interface BackedBook {
  readonly file: string
  readonly shopId: string
  readonly mark: string
}

export interface BackupParts {
  /** The open book; null when no shop is open. */
  readonly book: () => Book | null
  /** Files of the other shops that this PC knows, opened last first. */
  readonly otherFiles: () => readonly string[]
  /** What a book that is not open is called in backups; null of one that has none, or that cannot be read. */
  readonly lookAt: (file: string) => BackedBook | null
  readonly places: BackupPlaces
  readonly maker: BackupMaker
  readonly secrets: Secrets
  readonly clock: Clock
  readonly log: Log
  /** A shop's name as every system takes it for a file. */
  readonly fileNameOf: (name: string) => string
  readonly changed: () => void
}

export interface BackupKeeper {
  status(): Promise<Output<'backup.status'>>
  /** When the last one was made of the open book; null without one. Milliseconds since 1970. */
  madeAt(): number | null
  /** Makes one now. Fails with `backup/one-at-a-time` while another is made. */
  make(): Promise<Output<'backup.status'>>
  /** Proves the newest of each place now. */
  check(): Promise<Output<'backup.status'>>
  /** Done every few seconds: makes what is due and proves what is due, one at a time. */
  beat(): void
  /** Makes one before something large is done to the book. A backup that fails is noted, and stops nothing. */
  keep(): Promise<void>
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** At this hour of the shop's clock the newest backups are proved; a PC that was off then does it after its next start. */
const CHECK_HOUR = 22
/** How long after one that no place took, or after a proof that found nothing to prove, it is tried again. */
const AGAIN_MS = HOUR_MS / 6
/** Nothing is made in the first moments after a start: the counter is waited for. */
const AFTER_START_MS = 60_000

export const PASSPHRASE = 'backup.passphrase'

/** Makes backups when they are due, keeps those that are worth it, and proves them. */
export function createBackupKeeper(parts: BackupParts): BackupKeeper {
  const { places, clock, log } = parts
  const startedAt = clock.now().epochMs
  let running: Promise<unknown> | null = null
  let doing: 'making' | 'checking' | null = null
  /** After what failed as a whole, so that a broken or full disk is not tried at every beat. */
  let notBefore = 0
  /** Other shops are opened to be looked at, so each once an evening. */
  let looked = { evening: Number.NEGATIVE_INFINITY, files: new Set<string>() }

  async function alone(what: 'making' | 'checking', work: () => Promise<void>): Promise<void> {
    if (running !== null) refuse('backup/one-at-a-time')
    doing = what
    running = work()
    parts.changed()
    try {
      await running
    } finally {
      running = null
      doing = null
      parts.changed()
    }
  }

  const open = () => parts.book() ?? refuse('ledger/none-open')
  const localNow = () => clock.now().epochMs + clock.now().offsetMinutes * 60_000

  async function makeFor(book: Book): Promise<void> {
    const { shopId } = book.shop()
    const shopMark = markOf(book)
    const folders = await placesThere(places.folders(book.store.file), shopMark)
    const passphrase = parts.secrets.read(PASSPHRASE)
    const lastZ = newestZ(book)
    const shopName = parts.fileNameOf(book.settings().shopName)
    const name = writeBackupName({ shopName, shopMark, localMs: localNow(), isSealed: passphrase !== null })
    // A safe that lost the passphrase must not send an open copy out of this PC; beside the book itself one tells no more than the book.
    const isKeyGone = passphrase === null && places.isSealWished()
    const taking = folders.filter((folder) => folder.isOwn || !isKeyGone)
    const asked = { ledger: book.store.file, name, folders: taking.map((folder) => folder.path), passphrase }
    const made = await parts.maker.make(asked)
    const at = clock.now().epochMs
    const before = places.recall(shopId)
    const [lastAt, failures] = [{ ...before.lastAt }, { ...before.failures }]
    for (const folder of folders) {
      const refused = made.places.find((place) => place.path === folder.path)?.failure ?? null
      const failure = taking.includes(folder) ? refused : 'backup/passphrase-gone'
      if (failure === null) lastAt[folder.key] = at
      if (failure === null) delete failures[folder.key]
      else failures[folder.key] = failure
    }
    const isKept = made.places.some((place) => place.failure === null)
    if (!isKept) notBefore = at + AGAIN_MS
    const kept = isKept ? { lastOp: made.point.opCount, lastZ, madeAt: at } : {}
    places.remember(shopId, { ...before, lastAt, failures, ...kept })
    await Promise.all(
      folders.map(async (folder) => {
        const { held } = await places.look(folder, shopMark)
        await places.drop(folder, outlived(held, localNow()))
      })
    )
  }

  async function placesThere(folders: readonly BackupFolder[], shopMark: string): Promise<BackupFolder[]> {
    const looks = await Promise.all(folders.map((folder) => places.look(folder, shopMark)))
    return folders.filter((_, at) => looks[at]?.isThere)
  }

  async function checkFor({ file, shopId, mark }: BackedBook): Promise<void> {
    let isAnyThere = false
    for (const folder of places.folders(file)) {
      const [newest] = (await places.look(folder, mark)).held
      if (newest === undefined) continue
      isAnyThere = true
      const asked = { backup: newest.path, passphrase: parts.secrets.read(PASSPHRASE), ledger: file }
      const checking = await unlessSilent(parts.maker.check(asked))
      if (checking === null) {
        log.warn('a place of backups does not answer', { key: folder.key })
        continue
      }
      const { fault } = checking
      const memory = places.recall(shopId)
      const checked = { at: clock.now().epochMs, fault, name: newest.name }
      places.remember(shopId, { ...memory, checks: { ...memory.checks, [folder.key]: checked } })
      if (fault !== null) log.warn('backup does not prove itself', { fault, isOpen: parts.book()?.store.file === file })
    }
    if (!isAnyThere) notBefore = clock.now().epochMs + AGAIN_MS
  }

  /** Whether something was recorded since the last one, and an hour of work or a close went by. */
  function isDue(book: Book): boolean {
    const memory = places.recall(book.shop().shopId)
    const newest = book.store.journal.lastNumber()
    if (newest === memory.lastOp) return false
    const since = clock.now().epochMs - (memory.madeAt ?? 0)
    return since >= HOUR_MS || since < 0 || newestZ(book) > memory.lastZ
  }

  /** Places that have none of the last one yet, and did not refuse it: they were away. */
  function owing(book: Book): BackupFolder[] {
    const { failures, lastAt, madeAt } = places.recall(book.shop().shopId)
    return places
      .folders(book.store.file)
      .filter(({ key }) => failures[key] === undefined && (lastAt[key] ?? 0) < (madeAt ?? 0))
  }

  let isLooking = false
  /** Makes one for a place that came back, or does what else is due. */
  async function lookForReturned(book: Book, missed: readonly BackupFolder[]): Promise<void> {
    if (isLooking) return
    isLooking = true
    const back = await placesThere(missed, markOf(book)).finally(() => {
      isLooking = false
    })
    if (running !== null || parts.book()?.store !== book.store) return
    if (back.length > 0) await alone('making', () => makeFor(book))
    else await proveWhatIsDue(book)
  }

  async function proveWhatIsDue(book: Book): Promise<void> {
    const due = isCheckDue(backedOf(book)) ? backedOf(book) : nextOther()
    if (due !== null) await alone('checking', () => checkFor(due))
  }

  /** The newest evening that is over, or this one when its hour has come. */
  function eveningNow(): number {
    const offsetMs = clock.now().offsetMinutes * 60_000
    return Math.floor((localNow() - CHECK_HOUR * HOUR_MS) / DAY_MS) * DAY_MS + CHECK_HOUR * HOUR_MS - offsetMs
  }

  function isCheckDue({ shopId }: BackedBook): boolean {
    const { checks, madeAt } = places.recall(shopId)
    if (madeAt === null) return false
    const evening = eveningNow()
    const last = Math.max(0, ...Object.values(checks).map((check) => check.at))
    return last < evening && madeAt > last
  }

  /** The next shop that is not open and whose newest backups nobody has proved since the evening; each file is looked at once. */
  function nextOther(): BackedBook | null {
    const evening = eveningNow()
    if (looked.evening !== evening) looked = { evening, files: new Set() }
    const openFile = parts.book()?.store.file
    const file = parts.otherFiles().find((one) => one !== openFile && !looked.files.has(one))
    if (file === undefined) return null
    looked.files.add(file)
    const other = parts.lookAt(file)
    return other !== null && isCheckDue(other) ? other : null
  }

  function quietly(work: Promise<void>): Promise<void> {
    return work.catch((error: unknown) => {
      notBefore = clock.now().epochMs + AGAIN_MS
      const code = error instanceof FailureError ? error.failure.code : null
      if (code === null) log.error('backup failed', error)
      else log.warn('backup failed', { code })
    })
  }

  /** Of the book that is open when the places have been asked. */
  async function status(): Promise<Status> {
    const book = open()
    const mark = markOf(book)
    const folders = places.folders(book.store.file)
    const looks = await Promise.all(folders.map(async (folder) => ({ folder, ...(await places.look(folder, mark)) })))
    if (parts.book()?.store !== book.store) refuse('ledger/none-open')
    return statusOf(book, parts, { doing, looks })
  }

  return {
    status,
    madeAt: () => places.recall(open().shop().shopId).madeAt,
    async make() {
      const book = open()
      await alone('making', () => makeFor(book))
      return status()
    },
    async check() {
      const book = open()
      await alone('checking', () => checkFor(backedOf(book)))
      return status()
    },
    beat() {
      const book = parts.book()
      const now = clock.now().epochMs
      if (book === null || book.shop().isSample || running !== null || now < notBefore) return
      if (now - startedAt < AFTER_START_MS && now >= startedAt) return
      const missed = owing(book)
      if (isDue(book)) void quietly(alone('making', () => makeFor(book)))
      else if (missed.length > 0) void quietly(lookForReturned(book, missed))
      else void quietly(proveWhatIsDue(book))
    },
    async keep() {
      const book = parts.book()
      if (book === null || book.shop().isSample) return
      await running?.catch(() => {})
      await quietly(alone('making', () => makeFor(book)))
    }
  }
}

const markOf = (book: Book): string => shopMarkOf(book.shop().shopId, book.shop().counterCode)
const backedOf = (book: Book): BackedBook => ({ file: book.store.file, shopId: book.shop().shopId, mark: markOf(book) })
const newestZ = (book: Book): number => book.store.closings.lastClosing()?.zNo ?? 0

type Status = Output<'backup.status'>

interface Looked extends PlaceLook {
  readonly folder: BackupFolder
}

function statusOf(
  book: Book,
  { places, secrets }: BackupParts,
  { doing, looks }: { readonly doing: Status['doing']; readonly looks: readonly Looked[] }
): Status {
  const memory = places.recall(book.shop().shopId)
  const { freeBytes, isNearlyFull } = roomOnDisk(places, book.store.file)
  return {
    doing,
    isSealed: secrets.read(PASSPHRASE) !== null,
    madeAt: memory.madeAt,
    factsSince: Math.max(0, book.store.journal.lastNumber() - memory.lastOp),
    freeBytes,
    isDiskNearlyFull: isNearlyFull,
    places: looks.map((looked) => placeOf(looked, memory))
  }
}

const placeOf = (
  { folder: { key, path, isOwn }, isThere, held }: Looked,
  memory: BackupMemory
): Status['places'][number] => ({
  ...{ key, path, isOwn, isThere },
  lastAt: memory.lastAt[key] ?? null,
  failure: (memory.failures[key] ?? null) as Status['places'][number]['failure'],
  check: (memory.checks[key] ?? null) as Status['places'][number]['check'],
  backups: held.map(({ name, localMs, isSealed, byteCount }) => ({ name, localMs, isSealed, byteCount }))
})

/** Null of a place that does not answer: what the others hold is proved all the same. */
async function unlessSilent<Value>(work: Promise<Value>): Promise<Value | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'backup/place-silent') return null
    throw error
  }
}
