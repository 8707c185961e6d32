import type { Enrolled } from './sync-remote.ts'

/** A counter that was let in, and whose book is not there yet. Its key is in the vault. */
export interface PendingJoin {
  readonly server: string
  readonly deviceKey: string
  readonly counterName: string
  readonly enrolled: Enrolled
  /** When it was let in, in milliseconds since 1970. */
  readonly at: number
}

/** Keeps a joining over the end of the app: whoever was let in is not asked for a second code after a power cut. */
export interface PendingJoinFile {
  read(): PendingJoin | null
  write(pending: PendingJoin | null): void
}
