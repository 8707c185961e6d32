import type { ExportFiles, WholeFile } from '#main/ports/export-files.ts'
import type { LedgerStore } from '#main/ports/ledger-store.ts'
import { formatIsoDate } from '#shared/calendar/book-date.ts'
import type { ExchangeBook, Written } from '#shared/exchange/exchange-book.ts'
import { type FullCounts, fullJson } from '#shared/exchange/full-json.ts'
import { type Gstr1, gstr1 } from '#shared/exchange/gstr1.ts'
import { gstr1Json } from '#shared/exchange/gstr1-json.ts'
import { gstr1Tables } from '#shared/exchange/gstr1-tables.ts'
import { beancountJournal, hledgerJournal } from '#shared/exchange/journal-text.ts'
import { tallyMasters, type WrittenMasters } from '#shared/exchange/tally-masters.ts'
import { tallyVouchers, type WrittenVouchers } from '#shared/exchange/tally-vouchers.ts'
import {
  DAYS_OF_WAY,
  MOST_REMARKS,
  type WayOut,
  type WayOutRemark,
  type WayOutRequest,
  type WayOutResult
} from '#shared/exchange/ways-out.ts'
import { writeCsv } from '#shared/export/csv.ts'
import { refuse } from '#shared/kernel/result.ts'
import { sum } from '#shared/money/money.ts'
import { exchangeBookOf } from './read-exchange.ts'

/** How often somebody hears how far it is. */
const PROGRESS_EVERY = 500

interface Ground {
  readonly store: LedgerStore
  readonly book: ExchangeBook
  readonly files: ExportFiles
  readonly request: WayOutRequest
  /** The name of the files without what tells them apart. */
  readonly stem: string
}

type Outcome = Omit<WayOutResult, 'way' | 'folder' | 'files'>

/**
 * Writes the open file in one of the forms in which a book leaves. All of it is one moment of the file, whoever writes
 * meanwhile. Fails with `export/…`; then nothing is left behind.
 */
export function writeWayOut(
  store: LedgerStore,
  files: ExportFiles,
  request: WayOutRequest,
  onProgress: (done: number, total: number) => void
): Omit<WayOutResult, 'way' | 'folder'> {
  const outcome = outcomeOf(store, files, request, onProgress)
  return { ...outcome, files: files.finish() }
}

function outcomeOf(...[store, files, request, onProgress]: Parameters<typeof writeWayOut>): Outcome {
  // A copy is one moment by itself, and cannot be made within another.
  if (request.way === 'ledger-file') return copyLedger({ store, files, stem: stemOf(exchangeBookOf(store), request) })
  return store.atOneMoment(() => {
    const book = watched(exchangeBookOf(store), store.entries.lastNo(), onProgress)
    return WRITERS[request.way]({ store, book, files, request, stem: stemOf(book, request) })
  })
}

/** Tells how far the reading of the entries is, each time that they are read. */
function watched(book: ExchangeBook, total: number, onProgress: (done: number, total: number) => void): ExchangeBook {
  return {
    ...book,
    *entries() {
      let done = 0
      for (const entry of book.entries()) {
        yield entry
        if (++done % PROGRESS_EVERY === 0 || done === total) onProgress(done, total)
      }
    }
  }
}

function stemOf({ shop }: ExchangeBook, { way, fromOn, toOn }: WayOutRequest): string {
  const days = DAYS_OF_WAY[way] === 'all' ? [] : [fromOn, toOn].filter((day) => day !== null).map(formatIsoDate)
  return [cutName(shop.name.trim()) || 'counterbook', way, ...days].join(' ')
}

/** So many bytes of the shop's name stand in the names of files: systems take 255, of a whole name and of its unfinished one. */
const NAME_BYTES = 60
const letters = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** The beginning of a name, up to a letter's border: in many scripts a letter is several characters, and each of them several bytes. */
function cutName(name: string): string {
  let [end, byteCount] = [0, 0]
  for (const { segment } of letters.segment(name)) {
    byteCount += Buffer.byteLength(segment)
    if (byteCount > NAME_BYTES) break
    end += segment.length
  }
  return name.slice(0, end).trim()
}

/** Writes all of a generator and answers what it ends with. */
export function writeAll<End>(file: WholeFile, texts: Generator<string, End>): End {
  for (;;) {
    const step = texts.next()
    if (step.done) return step.value
    file.write(step.value)
  }
}

const journalWriter =
  (ending: string, make: typeof hledgerJournal) =>
  ({ book, files, request, stem }: Ground): Outcome => {
    let written: Written | null = null
    files.write(`${stem}.${ending}`, (to) => {
      written = writeAll(to, make(book, request))
    })
    return { ...NOTHING, ...saidOf(written) }
  }

const NOTHING: Outcome = {
  counts: [],
  debitMinor: null,
  taxableMinor: null,
  taxMinor: null,
  remarks: [],
  remarkCount: 0
}

const saidOf = (written: Written | null): Pick<Outcome, 'counts' | 'debitMinor'> => ({
  counts: [{ of: 'entries', count: written?.entryCount ?? 0 }],
  debitMinor: written?.debitMinor ?? null
})

function writeFullJson({ book, files, stem }: Ground): Outcome {
  let counts: FullCounts | null = null
  files.write(`${stem}.json`, (to) => {
    counts = writeAll(to, fullJson(book)).counts
  })
  return { ...NOTHING, ...countsOf(counts) }
}

function countsOf(counts: FullCounts | null): Pick<Outcome, 'counts' | 'debitMinor'> {
  if (counts === null) return NOTHING
  const { debitMinor, ...each } = counts
  const shown = ['entries', 'parties', 'items', 'accounts', 'facts'] as const
  return { counts: shown.map((of) => ({ of, count: each[of] })), debitMinor }
}

/** Two files, because Tally imports masters and vouchers one after the other. */
function writeTally({ book, files, request, stem }: Ground): Outcome {
  let masters: WrittenMasters | null = null
  let vouchers: WrittenVouchers | null = null
  files.write(`${stem} 1 masters.xml`, (to) => {
    masters = writeAll(to, tallyMasters(book, request))
  })
  files.write(`${stem} 2 vouchers.xml`, (to) => {
    vouchers = writeAll(to, tallyVouchers(book, request))
  })
  return tallyOutcome(masters, vouchers)
}

function tallyOutcome(masters: WrittenMasters | null, vouchers: WrittenVouchers | null): Outcome {
  const remarks = (vouchers?.withoutGoods ?? []).map(
    (one): WayOutRemark => ({ remark: 'goods-without-item', value: '', ...one })
  )
  return {
    ...NOTHING,
    counts: [
      { of: 'accounts', count: masters?.ledgerCount ?? 0 },
      { of: 'items', count: masters?.itemCount ?? 0 },
      { of: 'entries', count: vouchers?.entryCount ?? 0 }
    ],
    debitMinor: vouchers?.debitMinor ?? null,
    remarks: remarks.slice(0, MOST_REMARKS),
    remarkCount: remarks.length
  }
}

function writeReturn({ book, files, request, stem, store }: Ground): Outcome {
  const data = returnOf(book, request, store)
  files.write(`${stem}.json`, (to) => to.write(gstr1Json(data)))
  return returnOutcome(data)
}

/** One file for each table that has a row; a month without any says so by the table of documents alone, or by nothing. */
function writeReturnTables({ book, files, request, stem, store }: Ground): Outcome {
  const data = returnOf(book, request, store)
  for (const { name, rows } of gstr1Tables(data)) {
    files.write(`${stem} ${name}.csv`, (to) => to.write(writeCsv(rows)))
  }
  return returnOutcome(data)
}

function returnOf(book: ExchangeBook, { fromOn, toOn }: WayOutRequest, store: LedgerStore): Gstr1 {
  if (fromOn === null || toOn === null) return refuse('export/month-missing')
  return gstr1(book, { fromOn, toOn }, { isAboveFiveCrore: store.shop.settings().isAboveFiveCrore })
}

function returnOutcome({ billCount, total, remarks }: Gstr1): Outcome {
  const { taxableMinor, cgstMinor, sgstMinor, igstMinor, cessMinor } = total
  return {
    ...NOTHING,
    counts: [{ of: 'bills', count: billCount }],
    taxableMinor,
    taxMinor: sum([cgstMinor, sgstMinor, igstMinor, cessMinor]),
    remarks: remarks.slice(0, MOST_REMARKS),
    remarkCount: remarks.length
  }
}

/** The ledger, and beside it the photos and files of its entries. */
function copyLedger({ store, files, stem }: Pick<Ground, 'store' | 'files' | 'stem'>): Outcome {
  files.place(`${stem}.counterbook`, (path) => store.exchange.copyTo(path))
  // After the ledger: whatever it tells of lies there already.
  const fileCount = files.placeFolder('.files', `${store.file}.files`)
  const counts = [{ of: 'entries' as const, count: store.entries.lastNo() }]
  return { ...NOTHING, counts: fileCount === 0 ? counts : [...counts, { of: 'attachments', count: fileCount }] }
}

const WRITERS: Readonly<Record<WayOut, (ground: Ground) => Outcome>> = {
  tally: writeTally,
  'gstr1-json': writeReturn,
  'gstr1-csv': writeReturnTables,
  hledger: journalWriter('journal', hledgerJournal),
  beancount: journalWriter('beancount', beancountJournal),
  'full-json': writeFullJson,
  'ledger-file': copyLedger
}
