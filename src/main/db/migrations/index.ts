import { ledger } from './0001-ledger.ts'
import { bills } from './0002-bills.ts'

/** All migrations, oldest first. Each is frozen once released; `tests/migrations` holds their fingerprints. */
export const migrations = [ledger, bills] as const
