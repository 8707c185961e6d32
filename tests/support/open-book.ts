import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Book } from '#main/app/book.ts'
import { openSession } from '#main/compose/session.ts'
import { systemRandomness } from '#main/compose/system.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { createLocaleTexts } from '#main/files/locale-files.ts'
import { loadTaxSchemes } from '#main/files/tax-schemes.ts'
import type { Clock } from '#main/ports/clock.ts'
import { projectRoot, testClock } from './open-app.ts'

/** The books of an install's last shop without the rest of the app: for work that no endpoint does in one go. */
export function createBookOn(folder: string): Book {
  const [{ file }] = JSON.parse(readFileSync(path.join(folder, 'user-data', 'shops.json'), 'utf8'))
  return openBook(file)
}

/** The texts of receipts, as the app reads them. */
export const bookTexts = () => createLocaleTexts(path.join(projectRoot, 'locales'))

export function openBook(file: string, clock: Clock = testClock()): Book {
  return openSession(openLedgerStore(file), {
    clock,
    randomness: systemRandomness,
    texts: bookTexts(),
    taxSchemes: loadTaxSchemes(path.join(projectRoot, 'resources/tax'), console),
    emit: () => {},
    wakePrinters: () => {}
  }).book
}
