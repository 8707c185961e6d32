import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ExchangeBook, ExchangePeriod } from '#shared/exchange/exchange-book.ts'
import { placeOf } from '#shared/exchange/opening-balances.ts'

/** Balances by the id that stands beside an account: `party-id` of a party, `code` of any other. Zero is left out. */
export type Balances = ReadonlyMap<string, number>

/** What a book itself says up to a day. */
export function balancesOf(book: ExchangeBook, { toOn }: ExchangePeriod): Balances {
  const all = new Map<string, number>()
  for (const { bookOn, postings } of book.entries()) {
    if (toOn !== null && bookOn > toOn) continue
    for (const { accountCode, partyId, amountMinor } of postings) {
      const place = partyId ?? placeOf(accountCode, null).trim()
      all.set(place, (all.get(place) ?? 0) + amountMinor)
    }
  }
  return withoutZero(all)
}

/** The balances that Debian's hledger works out of a journal. */
export function hledgerBalances(journal: string): Balances {
  const ids = idsIn(journal, /^account (.+?) {2}; (?:code|party-id): (.+)$/gmu)
  const out = inFile(journal, 'book.journal', (file) =>
    run('hledger', ['-f', file, 'bal', '--flat', '-N', '-O', 'csv', '--strict'])
  )
  return readBalances(out, ids)
}

/** The balances that Debian's beancount works out of a journal, after bean-check has found nothing wrong with it. */
export function beancountBalances(journal: string): Balances {
  const ids = idsIn(journal, /^1900-01-01 open (\S+) \S+\n {2}(?:code|party-id): "(.+)"$/gmu)
  const out = inFile(journal, 'book.beancount', (file) => {
    run('bean-check', [file])
    return run('bean-query', ['-f', 'csv', file, 'select account, sum(number) group by account'])
  })
  return readBalances(out, ids)
}

function idsIn(journal: string, declaration: RegExp): Map<string, string> {
  const ids = new Map<string, string>()
  for (const [, account = '', id = ''] of journal.matchAll(declaration)) ids.set(account, id)
  return ids
}

function inFile<Value>(text: string, name: string, work: (file: string) => Value): Value {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterbook-journal-'))
  try {
    const file = path.join(folder, name)
    writeFileSync(file, text)
    return work(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function run(program: string, args: string[]): string {
  const env = { ...process.env, LC_ALL: 'C.UTF-8', PYTHONIOENCODING: 'utf-8', BEANCOUNT_DISABLE_LOAD_CACHE: '1' }
  const done = spawnSync(program, args, { encoding: 'utf8', env, maxBuffer: 64_000_000 })
  if (done.status !== 0 || done.stderr.trim() !== '') throw new Error(`${program}: ${done.stderr}${done.stdout}`)
  return done.stdout
}

/** Rows of `account,amount`, quoted as CSV is; the amount without or with its currency. */
function readBalances(csv: string, ids: ReadonlyMap<string, string>): Balances {
  const all = new Map<string, number>()
  for (const line of csv.split('\n').slice(1)) {
    const row = /^(?:"((?:[^"]|"")*)"|([^,]*)),"?\s*(-?[\d.]+)(?: INR)?\s*"?\s*$/u.exec(line.trim())
    if (row === null) {
      if (line.trim() !== '') throw new Error(`not a balance: ${line}`)
      continue
    }
    const account = (row[1]?.replaceAll('""', '"') ?? row[2] ?? '').trim()
    const id = ids.get(account)
    if (id === undefined) throw new Error(`an account that was not declared: ${account}`)
    all.set(id, paise(row[3] ?? ''))
  }
  return withoutZero(all)
}

/** Digits to paise without a float; `0` has no places. */
function paise(text: string): number {
  const [, sign = '', whole = '0', part = ''] = /^(-?)(\d*)\.?(\d*)$/u.exec(text) ?? []
  return (sign === '-' ? -1 : 1) * Number(`${whole}${part.padEnd(2, '0').slice(0, 2)}`)
}

const withoutZero = (all: ReadonlyMap<string, number>): Balances =>
  new Map([...all].filter(([, amount]) => amount !== 0).sort(([left], [right]) => (left < right ? -1 : 1)))
