import fs, { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { ask, firstRun, openTestApp, testClock } from '#tests/support/open-app.ts'
import { CutFolder, printOf } from './cut-folder.ts'
import { type FolderEvent, recordedFolder } from './folder-record.ts'

const NEWS = ['backup/restore-cut-off', 'backup/restore-ended']

let home: string
/** Where books lie, and the folder of the app's own files beside it, which a cut does not touch here. */
let documents: string
let userData: string
let book: string
let backup: string
let heads: { readonly old: string; readonly restored: string }

beforeEach(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'counterbook-restore-cut-'))
  documents = path.join(home, 'documents')
  userData = path.join(home, 'user-data')
  const shop = openShop()
  await shop.call('shop.create', firstRun())
  book = shop.file()
  const sell = () => shop.call('entry.record', ask.sale(null, 250_00, { cashMinor: 250_00 }))
  await sell()
  const [place] = (await shop.call('backup.make', {})).places
  backup = path.join(place?.path ?? '', place?.backups[0]?.name ?? '')
  const restored = headOf(book)
  for (let more = 0; more < 3; more++) await sell()
  heads = { old: headOf(book), restored }
  await shop.close()
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const openShop = () =>
  openTestApp({
    folder: documents,
    userDataFolder: userData,
    keep: true,
    clock: testClock(20_261_122, '13:00'),
    drivesPrinters: true
  })

function headOf(file: string): string {
  const db = new Sqlite(file, { readonly: true })
  const head = db.prepare<[], string>('select lower(hex(newest_hash)) from control_total').pluck().get() ?? ''
  db.close()
  return head
}

/** The files that lie in the folder of the book. */
function lying(): Map<string, Buffer> {
  const folder = path.dirname(book)
  const files = fs.readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile())
  return new Map(files.map(({ name }) => [name, fs.readFileSync(path.join(folder, name))]))
}

/** A cut leaves these files: the folder has them and no others. */
function lay(files: ReadonlyMap<string, Buffer>): void {
  const folder = path.dirname(book)
  for (const name of fs.readdirSync(folder))
    if (name !== 'Backups') rmSync(path.join(folder, name), { recursive: true })
  for (const [name, bytes] of files) fs.writeFileSync(path.join(folder, name), bytes)
}

interface Cut {
  readonly at: number
  readonly left: Map<string, Buffer>
  /** Whether the person was told before it that the book is restored. */
  readonly isAnswered: boolean
}

/**
 * Every moment since a file of the restore is there, and at each of them every way in which the disk may have kept what was not
 * synced. The moments before are those of any work, which have a test of their own.
 */
function cutsOf(start: ReadonlyMap<string, Buffer>, events: readonly FolderEvent[]): Cut[] {
  const folder = new CutFolder(start)
  const cuts = new Map<string, Cut>()
  let isBegun = false
  let isAnswered = false
  for (const [at, event] of events.entries()) {
    folder.play(event)
    isBegun ||= 'name' in event && event.name.includes('.restor')
    isAnswered ||= event.kind === 'said' && event.line === 'restored'
    if (!isBegun) continue
    for (let kept = 0; kept < 2 ** Math.min(folder.looseCount(), 6); kept++)
      for (const keepsBytes of [true, false]) {
        const left = folder.cut((one) => one > 5 || (kept & (1 << one)) !== 0, keepsBytes)
        const print = `${printOf(left)}${isAnswered}`
        if (!cuts.has(print)) cuts.set(print, { at, left, isAnswered })
      }
  }
  return [...cuts.values()]
}

/** Starts the app on what a cut has left, and looks. Throws when something is not right. */
async function startAgain({ left, isAnswered }: Cut): Promise<'old' | 'restored'> {
  lay(left)
  const isNoted = left.has(`${path.basename(book)}.restoring`)
  const shop = openShop()
  try {
    const { ledger, trouble } = await shop.call('app.state', {})
    expect(ledger?.file).toBe(book)
    const head = headOf(book)
    expect(Object.values(heads)).toContain(head)
    const isRestored = head === heads.restored
    if (isAnswered) expect(isRestored).toBe(true)
    expect(trouble?.code ?? null).toBe(isNoted ? NEWS[isRestored ? 1 : 0] : null)
    expect(verifyLedger(book, true)).toMatchObject({ isClean: true, firstFault: null })
    const aside = fs.readdirSync(path.dirname(book)).filter((name) => / before .*\.counterbook$/.test(name))
    expect(aside.map((name) => headOf(path.join(path.dirname(book), name)))).toEqual(isRestored ? [heads.old] : [])
    await shop.call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }))
    expect((await shop.call('app.state', {})).trouble).toBeNull()
    return isRestored ? 'restored' : 'old'
  } finally {
    await shop.close()
    expect(fs.readdirSync(path.dirname(book)).filter((name) => /restor(?:ing|ed)$/.test(name) && isNoted)).toEqual([])
  }
}

function recordRestore(): FolderEvent[] {
  const program = [process.execPath, path.join(import.meta.dirname, 'restorer.ts'), documents, userData, backup]
  return recordedFolder(program, path.dirname(book), path.join(home, 'strace.log'))
}

async function tryAll(cuts: readonly Cut[]): Promise<{ wrong: string[]; stood: string[] }> {
  const wrong: string[] = []
  const stood: string[] = []
  for (const cut of cuts) {
    try {
      stood.push(await startAgain(cut))
    } catch (error) {
      wrong.push(
        `after call ${cut.at}, of ${[...cut.left.keys()].join(', ')}: ${error instanceof Error ? error.message : error}`
      )
    }
  }
  return { wrong, stood }
}

async function expectWhole(cuts: readonly Cut[]): Promise<void> {
  const { wrong, stood } = await tryAll(cuts)
  expect(wrong).toEqual([])
  expect(new Set(stood)).toEqual(new Set(['old', 'restored']))
}

test('a power cut at any step of a restore leaves the old book or the new one, and the next start says which', async () => {
  const start = lying()
  await expectWhole(cutsOf(start, recordRestore()))
}, 300_000)

test('so it is when another program reads the book, and its log cannot be folded before it moves', async () => {
  const start = lying()
  // Not before: a look into the file past SQLite takes this process's locks on it away.
  const reader = new Sqlite(book, { readonly: true })
  reader.prepare('begin').run()
  reader.prepare('select count(*) from entry').get()
  const events = recordRestore()
  reader.close()
  const cuts = cutsOf(start, events).filter(({ left }) => left.has(`${path.basename(book)}.restoring`))
  expect(cuts.some(({ left }) => [...left.keys()].some((name) => / before .*-wal$/.test(name)))).toBe(true)
  await expectWhole(cuts)
}, 300_000)
