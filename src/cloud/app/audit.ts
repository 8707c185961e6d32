import { randomUUID } from 'node:crypto'
import type { AccountTransaction } from '#cloud/db/cloud-database.ts'

/** What is written down about who may do what. Never a word of the book, a key or a code. */
export const AUDIT_EVENTS = [
  'account.found',
  'owner.add',
  'pair.wrong-code',
  'pair.wrong-key',
  'device.enrol',
  'device.revoke',
  'device.reincarnate',
  'series.lease',
  'login.link',
  'review.take',
  'review.drop'
] as const
export type AuditEvent = (typeof AUDIT_EVENTS)[number]

/** One line of the log. `deviceNo` is the counter that did it, null where it was the owner or the server. */
export interface AuditLine {
  readonly accountId: string
  readonly deviceNo: number | null
  readonly event: AuditEvent
  readonly details: Readonly<Record<string, string | number>>
}

/** Writes a line; the server's role can neither change nor delete one. */
export async function writeAudit(transaction: AccountTransaction, line: AuditLine, nowMs: number): Promise<void> {
  await transaction
    .insertInto('audit_log')
    .values({
      account_id: line.accountId,
      audit_id: randomUUID(),
      at: new Date(nowMs),
      device_no: line.deviceNo,
      event: line.event,
      details: JSON.stringify(line.details)
    })
    .execute()
}

/** Lines of the log, the newest first, that are older than `before` (milliseconds), or of its instant and behind `beforeId`. */
export async function readAudit(
  transaction: AccountTransaction,
  accountId: string,
  asked: { readonly before?: number | undefined; readonly beforeId?: string | undefined; readonly limit: number }
) {
  const rows = await transaction
    .selectFrom('audit_log')
    .selectAll()
    .where('account_id', '=', accountId)
    .$if(asked.before !== undefined, (query) => {
      const at = new Date(asked.before ?? 0)
      const { beforeId } = asked
      if (beforeId === undefined) return query.where('at', '<', at)
      return query.where((or) => or.or([or('at', '<', at), or.and([or('at', '=', at), or('audit_id', '>', beforeId)])]))
    })
    .orderBy('at', 'desc')
    .orderBy('audit_id')
    .limit(asked.limit + 1)
    .execute()
  const lines = rows.slice(0, asked.limit).map((row) => ({
    id: row.audit_id,
    at: row.at.getTime(),
    deviceNo: row.device_no,
    event: row.event,
    details: row.details
  }))
  return { lines, hasMore: rows.length > asked.limit }
}
