import type { BackupMaker } from '#main/ports/backup-maker.ts'
import type { BackupFolder, BackupMemory, BackupPlaces, HeldBackup } from '#main/ports/backup-places.ts'
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
  status(): Output<'backup.status'>
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
    const folders = places.folders(book.store.file).filter((folder) => places.isThere(folder))
    const passphrase = parts.secrets.read(PASSPHRASE)
    const shopMark = markOf(book)
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
    for (const folder of folders)
      for (const old of outlived(places.held(folder, shopMark), localNow())) places.drop(old)
  }

  async function checkFor({ file, shopId, mark }: BackedBook): Promise<void> {
    let isAnyThere = false
    for (const folder of places.folders(file)) {
      const [newest] = places.held(folder, mark)
      if (newest === undefined) continue
      isAnyThere = true
      const asked = { backup: newest.path, passphrase: parts.secrets.read(PASSPHRASE), ledger: file }
      const { fault } = await parts.maker.check(asked)
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
    if (newest === memory.lastOp) return isOwing(book, memory)
    const since = clock.now().epochMs - (memory.madeAt ?? 0)
    return since >= HOUR_MS || since < 0 || newestZ(book) > memory.lastZ || isOwing(book, memory)
  }

  /** A place that came back, and has none of the last one yet. */
  const isOwing = (book: Book, memory: BackupMemory) =>
    places
      .folders(book.store.file)
      .some(
        (folder) =>
          places.isThere(folder) &&
          memory.failures[folder.key] === undefined &&
          (memory.lastAt[folder.key] ?? 0) < (memory.madeAt ?? 0)
      )

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

  return {
    status: () => statusOf(open(), parts, doing),
    async make() {
      const book = open()
      await alone('making', () => makeFor(book))
      return statusOf(book, parts, doing)
    },
    async check() {
      const book = open()
      await alone('checking', () => checkFor(backedOf(book)))
      return statusOf(book, parts, doing)
    },
    beat() {
      const book = parts.book()
      const now = clock.now().epochMs
      if (book === null || book.shop().isSample || running !== null || now < notBefore) return
      if (now - startedAt < AFTER_START_MS && now >= startedAt) return
      if (isDue(book)) void quietly(alone('making', () => makeFor(book)))
      else if (isCheckDue(backedOf(book))) void quietly(alone('checking', () => checkFor(backedOf(book))))
      else {
        const other = nextOther()
        if (other !== null) void quietly(alone('checking', () => checkFor(other)))
      }
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

function statusOf(book: Book, parts: BackupParts, doing: Status['doing']): Status {
  const { places, secrets } = parts
  const memory = places.recall(book.shop().shopId)
  const mark = markOf(book)
  const { freeBytes, isNearlyFull } = roomOnDisk(places, book.store.file)
  return {
    doing,
    isSealed: secrets.read(PASSPHRASE) !== null,
    madeAt: memory.madeAt,
    factsSince: Math.max(0, book.store.journal.lastNumber() - memory.lastOp),
    freeBytes,
    isDiskNearlyFull: isNearlyFull,
    places: places.folders(book.store.file).map((folder) => placeOf(folder, places, memory, mark))
  }
}

function placeOf(
  folder: BackupFolder,
  places: BackupPlaces,
  memory: BackupMemory,
  mark: string
): Status['places'][number] {
  const held: readonly HeldBackup[] = places.held(folder, mark)
  return {
    key: folder.key,
    path: folder.path,
    isOwn: folder.isOwn,
    isThere: places.isThere(folder),
    lastAt: memory.lastAt[folder.key] ?? null,
    failure: (memory.failures[folder.key] ?? null) as Status['places'][number]['failure'],
    check: (memory.checks[folder.key] ?? null) as Status['places'][number]['check'],
    backups: held.map(({ name, localMs, isSealed, byteCount }) => ({ name, localMs, isSealed, byteCount }))
  }
}
