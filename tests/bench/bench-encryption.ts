import { randomBytes } from 'node:crypto'
import { recordEntry } from '#main/app/record-entry.ts'
import { systemClock } from '#main/compose/system.ts'
import { giveLedgerKey } from '#main/db/ledger-keys.ts'
import { switchCipher } from '#main/db/switch-cipher.ts'
import { openBook } from '#tests/support/open-book.ts'
import { copyOf, dropCopy, saleMaker } from './bench-commit.ts'
import { type Figure, inMs, measured } from './figure.ts'
import type { MadeBook } from './made-book.ts'
import { inTurns, timed } from './timing.ts'

/** Twice a plain commit would be felt at no counter, and would still tell that something went wrong. */
const MOST_RATIO = 2

/** An entry in an encrypted book against the same in a plain one, in turns; and how long it takes to encrypt a book. */
export function benchEncryption(made: MadeBook, at: string, runs: number): Figure[] {
  const files = { plain: copyOf(made, 'unencrypted'), encrypted: copyOf(made, 'encrypted') }
  const id = giveLedgerKey(randomBytes(32))
  const switchMs = timed(() => switchCipher(files.encrypted, id))
  const recorderOf = (file: string) => {
    const book = openBook(file, systemClock)
    const next = saleMaker(made, 7)
    return { record: () => void recordEntry(book, next()), close: () => book.store.close() }
  }
  const [plain, encrypted] = [recorderOf(files.plain), recorderOf(files.encrypted)]
  const { encrypted: own, plain: base } = inTurns(
    { plain: plain.record, encrypted: encrypted.record },
    { runs, block: 20, warmUp: 50 }
  )
  for (const one of [plain, encrypted]) one.close()
  for (const name of ['unencrypted', 'encrypted']) dropCopy(name)
  return [
    {
      what: `commit on an encrypted book, ${at}`,
      timing: own,
      against: `the same on a plain book: ${inMs(base.medianMs)} / ${inMs(base.p99Ms)}`,
      ratio: own.medianMs / base.medianMs,
      limit: MOST_RATIO
    },
    measured(`a book is encrypted: copied, on disk, proved, ${at}`, switchMs / 1_000, 's', null)
  ]
}
