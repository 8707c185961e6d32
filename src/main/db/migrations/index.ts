import { ledger } from './0001-ledger.ts'
import { bills } from './0002-bills.ts'
import { credit } from './0003-credit.ts'
import { sync } from './0004-sync.ts'

/** All migrations, oldest first. Each is frozen once released; `tests/migrations` holds their fingerprints. */
export const migrations = [ledger, bills, credit, sync] as const
