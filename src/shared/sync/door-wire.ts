import { z } from 'zod'
import { zAccountId } from './wire.ts'

/** What is asked and answered at the account's door beside `wire.ts`: who did what, the tray of retired counters, the owner's login. Instants in milliseconds since 1970. */

/**
 * `GET /v1/audit?before=&beforeId=&limit=`, with a token or as the owner: the newest lines first, older than `before`. With `beforeId`, the
 * id of the last line that is known, also those of the same instant behind it: so no line is left out between two pages.
 */
export const zAuditQuery = z.strictObject({
  before: z.coerce.number().int().min(0).optional(),
  beforeId: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50)
})
export const zAuditLine = z.object({
  id: z.uuid(),
  at: z.int(),
  /** Null where it was the owner on his page, or the server. */
  deviceNo: z.int().nullable(),
  event: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()]))
})
export type AuditLineView = z.infer<typeof zAuditLine>
export const zAudit = z.object({ lines: z.array(zAuditLine), hasMore: z.boolean() })
export type AuditPage = z.infer<typeof zAudit>

/** `GET /v1/usage`: how much the shop keeps in the cloud, in bytes, and until when it may be too much. */
export const zUsage = z.object({
  bytesUsed: z.number(),
  quotaBytes: z.number(),
  state: z.enum(['within', 'grace', 'over']),
  graceEndsAt: z.int().nullable()
})
export type UsageView = z.infer<typeof zUsage>

/** `GET /v1/review`: what retired counters brought, one line each. `POST /v1/review/:deviceNo/take` takes it into the books, `DELETE` drops it. */
export const zReview = z.object({
  waiting: z.array(
    z.object({
      deviceNo: z.int(),
      counterName: z.string(),
      opCount: z.int(),
      firstAt: z.int(),
      lastAt: z.int()
    })
  )
})
/** `GET /v1/review/:deviceNo?after=`: the ops themselves, as the counter wrote them, a page at a time. `to`: where the next page begins after. */
export const zReviewOps = z.object({ ops: z.array(z.string()), to: z.int().min(0), hasMore: z.boolean() })

/** `PUT /v1/owner`, with a token: this address may see the shop's page once its holder has proved it. */
export const zOwner = z.strictObject({ address: z.string().max(200) })

/** `POST /v1/login/code`: sends a code by mail. The answer does not say whether the address is known. */
export const zLoginCodeAsk = z.strictObject({ address: z.string().max(200) })
export const zLoginCode = z.object({ attemptId: z.uuid(), expiresAt: z.int() })
/** `POST /v1/login/code/use` */
export const zLoginCodeUse = z.strictObject({ attemptId: z.uuid(), code: z.string().regex(/^\d{6}$/) })
/** `POST /v1/login/link`, with a token: a link for the owner's browser; `POST /v1/login/link/use` opens it. */
export const zLoginLink = z.object({ url: z.string(), expiresAt: z.int() })
export const zLoginLinkUse = z.strictObject({ secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })
/** `GET /v1/login`: who is in; `POST /v1/login/account` changes the shop, `POST /v1/login/out` ends it. */
export const zLogin = z.object({ accountId: zAccountId, accounts: z.array(zAccountId), expiresAt: z.int() })
export const zLoginAccount = z.strictObject({ accountId: zAccountId })
