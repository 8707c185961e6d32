import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { ENTRY_KINDS } from '#shared/ledger/entry-kind.ts'
import { zMinor } from '#shared/money/money-schema.ts'
import { RETURN_KINDS } from '#shared/sync/link-wire.ts'
import { REVOKE_MODES, zPublicKey } from '#shared/sync/wire.ts'
import { command, query } from './endpoint.ts'
import { zFailure } from './views.ts'

const nothing = z.strictObject({})

/** How the account stands. Instants in milliseconds since 1970. */
export const zSyncStatus = z.strictObject({
  /** `repair`: server or file are another than they were, and the loop sets it right by itself. */
  state: z.enum(['off', 'on', 'paused', 'revoked', 'repair', 'left']),
  server: z.string(),
  counterNo: z.int().nullable(),
  counterName: z.string(),
  /** Why it does not go on, or null. */
  trouble: zFailure.nullable(),
  isWorking: z.boolean(),
  /** Facts of this counter that the server is not known to hold. */
  waitingCount: z.int(),
  /** Facts of the shop that are taken here, and that there are. */
  taken: z.int(),
  head: z.int(),
  syncedAt: z.int().nullable(),
  /** How much the clock of this PC is ahead of the server's; null before it was heard. */
  clockAheadMs: z.int().nullable(),
  noticeCount: z.int(),
  /** Entries that came for closed days and were not looked through; they are no notices. */
  lateCount: z.int(),
  asideCount: z.int(),
  /** Whether the line is used seldom, because it costs. */
  isLean: z.boolean(),
  /** Whether the system's key store guards the key of this counter. */
  isKeyGuarded: z.boolean()
})
export type SyncStatus = z.infer<typeof zSyncStatus>

/** An enrolled counter. `words` stand for its key; `isEndorsed`: a counter of the shop let it in by a fact of the book. */
export const zSyncCounter = z.strictObject({
  deviceNo: z.int(),
  name: z.string(),
  counterCode: z.string(),
  state: z.enum(['active', 'lost', 'retired', 'sealed']),
  words: z.array(z.string()),
  isHere: z.boolean(),
  isEndorsed: z.boolean(),
  lastSeenAt: z.int().nullable(),
  /** How many facts of it the server has. */
  have: z.int()
})
export type SyncCounter = z.infer<typeof zSyncCounter>

/** A counter that waits to be let in, as the code that was typed shows it. */
export const zWaitingCounter = z.strictObject({
  pairId: z.uuid(),
  name: z.string(),
  deviceKey: zPublicKey,
  words: z.array(z.string())
})
export type WaitingCounter = z.infer<typeof zWaitingCounter>

export const zJoinState = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('idle') }),
  z.strictObject({
    step: z.literal('waiting'),
    /** As it is read out: `BCDF-GHJK`. */
    code: z.string(),
    /** Its QR, a row of `0` and `1` for each line of modules. */
    qr: z.array(z.string()),
    words: z.array(z.string()),
    expiresAt: z.int()
  }),
  z.strictObject({
    step: z.literal('opening'),
    /** What is being done to bring the book by the copy in the cloud, in bytes; null before. */
    progress: z
      .discriminatedUnion('doing', [
        z.strictObject({ doing: z.literal('fetching'), done: z.int(), total: z.int() }),
        z.strictObject({ doing: z.literal('checking') })
      ])
      .nullable()
  }),
  /** `replayed`: why every change is fetched although there was a copy. */
  z.strictObject({ step: z.literal('joined'), replayed: zFailure.nullable() }),
  z.strictObject({ step: z.literal('failed'), failure: zFailure })
])
export type JoinView = z.infer<typeof zJoinState>

/** What a person shall look at after two counters worked on one book. */
export const zSyncNotice = z.strictObject({
  noticeNo: z.int(),
  kind: z.enum([
    ...['late-entry', 'field-lost', 'double-number', 'second-reversal', 'second-opening', 'second-fact'],
    'other-currency',
    ...RETURN_KINDS
  ] as const),
  counterName: z.string(),
  at: z.int(),
  /** Texts and numbers by name, as the kind has them. */
  details: z.record(z.string(), z.union([z.string(), z.number()])),
  isSeen: z.boolean()
})
export type SyncNoticeView = z.infer<typeof zSyncNotice>

/** An entry of another counter for a day that this one had closed when it came. */
export const zLateEntry = z.strictObject({
  id: zId,
  counterName: z.string(),
  bookOn: zBookDate,
  arrivedAt: z.int(),
  kind: z.enum(ENTRY_KINDS),
  number: z.string(),
  partyName: z.string(),
  text: z.string(),
  amountMinor: zMinor,
  /** What it did to the drawer there, and to what its party owes. */
  cashMinor: zMinor,
  duesMinor: zMinor,
  /** The Z of its own counter that holds it. */
  zNoThere: z.int().nullable()
})
export type LateEntry = z.infer<typeof zLateEntry>

/** What a counter brought after it was retired. Instants in milliseconds; `entries` are those of it, the oldest first, not all of many. */
export const zSyncTray = z.strictObject({
  deviceNo: z.int(),
  counterName: z.string(),
  opCount: z.int(),
  firstAt: z.int(),
  lastAt: z.int(),
  entries: z.array(
    z.strictObject({
      kind: z.enum(ENTRY_KINDS),
      bookOn: zBookDate,
      number: z.string(),
      amountMinor: zMinor,
      partyName: z.string()
    })
  )
})
export type SyncTray = z.infer<typeof zSyncTray>

const zAddress = zLine(300)

/** The account in the cloud and the other counters. */
export const syncEndpoints = {
  'sync.status': query(nothing, zSyncStatus),
  /** Founds the account; this counter is its first. */
  'sync.turnOn': command(z.strictObject({ server: zAddress, owner: zLine(200) }), zSyncStatus),
  'sync.now': command(nothing, zSyncStatus),
  'sync.pause': command(z.strictObject({ isPaused: z.boolean() }), zSyncStatus),
  'sync.lean': command(z.strictObject({ isLean: z.boolean() }), zSyncStatus),
  /** Fails with `sync/not-all-sent` unless it is said that the rest may stay here alone. */
  'sync.leave': command(z.strictObject({ evenUnsent: z.boolean() }), zSyncStatus),
  'sync.counters': query(nothing, z.array(zSyncCounter)),
  'sync.look': query(z.strictObject({ code: zLine(20) }), zWaitingCounter),
  'sync.letIn': command(
    z.strictObject({ pairId: z.uuid(), deviceKey: zPublicKey, name: zLine(60) }),
    z.array(zSyncCounter)
  ),
  'sync.revoke': command(
    z.strictObject({ deviceNo: z.int().min(1), mode: z.enum(REVOKE_MODES) }),
    z.array(zSyncCounter)
  ),
  /** Asks for a code, on a PC that is to become a counter of a shop; no shop need be open. */
  'sync.join': command(z.strictObject({ server: zAddress, counterName: zLine(60) }), zJoinState),
  'sync.joinState': query(nothing, zJoinState),
  'sync.stopJoining': command(nothing, zJoinState),
  'sync.trays': query(nothing, z.array(zSyncTray)),
  /** Takes all that a retired counter brought into the book, or drops all of it. */
  'sync.emptyTray': command(
    z.strictObject({ deviceNo: z.int().min(1), does: z.enum(['take', 'drop']) }),
    z.strictObject({ opCount: z.int() })
  ),
  'sync.notices': query(z.strictObject({ onlyToSee: z.boolean() }), z.array(zSyncNotice)),
  'sync.seen': command(z.strictObject({ noticeNos: z.array(z.int()).max(500) }), nothing),
  /** The tray of late entries. `moreCount`: how many come after those that are shown. */
  'sync.late': query(nothing, z.strictObject({ entries: z.array(zLateEntry), moreCount: z.int() })),
  /** They were looked through: they leave the tray, and the next Z counts them. `id` makes it safe to ask again. */
  'sync.takeLate': command(
    z.strictObject({ id: zId, entryIds: z.array(zId).min(1).max(500) }),
    z.strictObject({ entryCount: z.int() })
  )
} as const
