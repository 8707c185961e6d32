import type { z } from 'zod'
import type { AuditPage, UsageView } from '#shared/sync/door-wire.ts'
import type { LinkAsk, LinkView } from '#shared/sync/link-wire.ts'
import type {
  PullAnswer,
  Push,
  PushAnswer,
  REVOKE_MODES,
  WireFailure,
  zChallenge,
  zDeviceBack,
  zDevices,
  zDonate,
  zDonateAnswer,
  zEnrolled,
  zFound,
  zInfo,
  zLogHashAnswer,
  zPairApprove,
  zPairSeen,
  zPairStart,
  zPairStarted,
  zPairState,
  zReincarnate,
  zSnapshotStart,
  zSnapshotView,
  zToken,
  zTokenAsk,
  zTrays
} from '#shared/sync/wire.ts'

export type ServerInfo = z.infer<typeof zInfo>
export type Enrolled = z.infer<typeof zEnrolled>
export type DeviceView = z.infer<typeof zDevices>['devices'][number]
export type SnapshotView = z.infer<typeof zSnapshotView>
export type TrayView = z.infer<typeof zTrays>['waiting'][number]
export type RevokeMode = (typeof REVOKE_MODES)[number]

/**
 * Why an answer did not come. `offline`: no connection. `silent`: it was cut off, or nothing came in time. `foreign`: somebody
 * else answered, a portal that wants a sign-in, say. `certificate`: whoever answered could not show that he is the server.
 * `failed`: the server has trouble of its own. `said`: the server refused, with its reason.
 */
export type RemoteTrouble =
  | { readonly kind: 'offline' | 'silent' | 'foreign' | 'certificate' }
  | { readonly kind: 'failed'; readonly retryAfterSeconds: number | null }
  | { readonly kind: 'said'; readonly status: number; readonly failure: WireFailure }

/** Carries the trouble through code that awaits an answer; the loop reacts by its class. */
export class RemoteTroubleError extends Error {
  override readonly name = 'RemoteTroubleError'
  readonly trouble: RemoteTrouble
  constructor(trouble: RemoteTrouble) {
    super(trouble.kind === 'said' ? trouble.failure.error : trouble.kind)
    this.trouble = trouble
  }
}

/** Whoever plays the server, at one address. Every call throws `RemoteTroubleError` and nothing else. */
export interface SyncRemote {
  /** Without a token. */
  info(): Promise<ServerInfo>
  found(asked: z.infer<typeof zFound>): Promise<Enrolled>
  pairStart(asked: z.infer<typeof zPairStart>): Promise<z.infer<typeof zPairStarted>>
  pairState(pairId: string): Promise<z.infer<typeof zPairState>>
  challenge(accountId: string, deviceNo: number): Promise<z.infer<typeof zChallenge>>
  token(asked: z.infer<typeof zTokenAsk>): Promise<z.infer<typeof zToken>>
  /** With a token. */
  pairLook(token: string, code: string): Promise<z.infer<typeof zPairSeen>>
  pairApprove(token: string, asked: z.infer<typeof zPairApprove>): Promise<void>
  push(token: string, push: Push): Promise<PushAnswer>
  pull(token: string, cursor: number, epoch: number, limit: number): Promise<PullAnswer>
  logHash(token: string, seq: number): Promise<z.infer<typeof zLogHashAnswer>>
  donate(token: string, donated: z.infer<typeof zDonate>): Promise<z.infer<typeof zDonateAnswer>>
  devices(token: string): Promise<readonly DeviceView[]>
  revoke(token: string, deviceNo: number, mode: RevokeMode): Promise<void>
  /** Names a counter that the server lost with a backup. */
  bringBack(token: string, device: z.infer<typeof zDeviceBack>): Promise<void>
  /** What retired counters brought, waiting to be looked through. */
  trays(token: string): Promise<readonly TrayView[]>
  trayOps(token: string, deviceNo: number): Promise<readonly string[]>
  /** Answers how many facts there were. */
  emptyTray(token: string, deviceNo: number, does: 'take' | 'drop'): Promise<number>
  /** Who did what in the account, the newest first; `after` is the last line that is known. */
  audit(token: string, after: { readonly at: number; readonly id: string } | null): Promise<AuditPage>
  /** How much the shop keeps in the cloud, of how much it may. */
  usage(token: string): Promise<UsageView>
  reincarnate(token: string, asked: z.infer<typeof zReincarnate>): Promise<Enrolled>
  beginSnapshot(token: string, asked: z.infer<typeof zSnapshotStart>): Promise<SnapshotView>
  putSnapshotPart(token: string, snapshotId: string, partNo: number, bytes: Uint8Array): Promise<void>
  endSnapshot(token: string, snapshotId: string): Promise<void>
  /** Null where nobody made one. */
  newestSnapshot(token: string): Promise<SnapshotView | null>
  snapshotPart(token: string, snapshotId: string, partNo: number): Promise<Uint8Array>
  /** A page on the web; the same ask again answers the same one. */
  makeLink(token: string, asked: LinkAsk): Promise<LinkView>
}

/** The server at an address. Fails with `sync/address` for one that is not https. */
export type RemoteAt = (server: string) => SyncRemote
