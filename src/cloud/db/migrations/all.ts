import { directorySql } from '#cloud/db/directory-sql.ts'
import { accountsSql } from './0001-accounts.ts'
import { doorSql } from './0003-door.ts'
import { pagesSql } from './0004-pages.ts'
import { jobsSql } from './0005-jobs.ts'
import { deletedSql } from './0006-deleted.ts'
import { proofsSql } from './0007-proofs.ts'

/** In the order in which they are made. What has been released is never changed: a change is the next one. */
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [
  { name: '0001-accounts', sql: accountsSql },
  { name: '0002-directory', sql: directorySql },
  { name: '0003-door', sql: doorSql },
  { name: '0004-pages', sql: pagesSql },
  { name: '0005-jobs', sql: jobsSql },
  { name: '0006-deleted', sql: deletedSql },
  { name: '0007-proofs', sql: proofsSql }
]
