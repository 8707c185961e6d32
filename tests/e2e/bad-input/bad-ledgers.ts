import { truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { composeApp } from '#main/compose.ts'
import { noDialogs } from '#main/ports/dialogs.ts'
import { silentLog } from '#main/ports/log.ts'
import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import { minor } from '#shared/money/money.ts'
import type { Language } from '#shared/settings/settings.ts'

const projectFolder = path.resolve(import.meta.dirname, '../../..')

/** Makes a whole, closed ledger at this place. */
export async function makeLedger(file: string, shopName: string, language: Language): Promise<string> {
  const app = composeApp({
    userDataFolder: path.join(path.dirname(file), 'maker'),
    documentsFolder: path.dirname(file),
    resourcesFolder: path.join(projectFolder, 'resources'),
    localesFolder: path.join(projectFolder, 'locales'),
    systemLanguage: language,
    platform: process.platform,
    version: 'test',
    dialogs: noDialogs,
    emit: () => {},
    log: silentLog
  })
  const shop = { shopName, shopPlace: '', shopState: 'DL', trade: 'grocery', upiAddress: '', personName: 'Ravi' }
  app.terminal.found({ id: crypto.randomUUID(), language, openingCashMinor: minor(0), ...shop }, file)
  await app.close()
  return file
}

/** A file that shall not open, the code it is refused with, and how its cause is taken away, when it can be. */
export interface BadLedger {
  readonly name: string
  readonly file: string
  readonly code: ErrorCode
  readonly params: Readonly<Record<string, string>>
  readonly repair?: () => void
  readonly letGo?: () => void
}

/** One file of every sort that a person may come across. */
export async function badLedgers(folder: string, language: Language): Promise<readonly BadLedger[]> {
  const at = (name: string) => path.join(folder, `${name}.counterbook`)
  const bad = (name: string, code: ErrorCode, more: Partial<BadLedger> = {}): BadLedger => ({
    name,
    code,
    file: at(name),
    params: { file: at(name) },
    ...more
  })
  writeFileSync(at('letter'), 'a letter to the bank')
  writeFileSync(at('empty'), '')
  const foreign = new Database(at('photos'))
  foreign.exec('CREATE TABLE photo (id INTEGER)')
  foreign.close()
  await makeLedger(at('half'), 'Half', language)
  truncateSync(at('half'), 20_000)
  await makeLedger(at('newer'), 'Newer', language)
  const newer = new Database(at('newer'))
  newer.pragma('user_version = 99')
  newer.close()
  await makeLedger(at('held'), 'Held', language)
  const lock = new Database(at('held'))
  lock.pragma('journal_mode = DELETE')
  lock.exec('BEGIN EXCLUSIVE')
  const letGo = () => void lock.close()
  return [
    bad('letter', 'ledger/not-a-ledger'),
    bad('empty', 'ledger/not-a-ledger'),
    bad('photos', 'ledger/foreign-file'),
    bad('half', 'ledger/corrupt'),
    bad('newer', 'ledger/newer-version'),
    bad('held', 'ledger/locked', { repair: letGo, letGo })
  ]
}
