import { LINK_TABLES, linkSql } from '#cloud/db/link-schema.ts'
import { OWNER_TABLES, ownerSql } from '#cloud/db/owner-schema.ts'
import { tenantTable } from './tenant-table.ts'

/** What the owner's page reads, links, payments on them and reports. */
export const pagesSql = `
  ${ownerSql}
  ${linkSql}
  ${[...OWNER_TABLES, ...LINK_TABLES].map((table) => tenantTable(table, 'ALL')).join('\n')}
`
