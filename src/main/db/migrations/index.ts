import { ledger } from './0001-ledger.ts'

/** All migrations, oldest first. Each is frozen once released; `tests/migrations` holds their fingerprints. */
export const migrations = [ledger] as const
