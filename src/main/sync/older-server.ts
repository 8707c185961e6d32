import { type RemoteTrouble, RemoteTroubleError, type SyncRemote } from '#main/ports/sync-remote.ts'
import { WIRE_VERSION } from '#shared/sync/wire.ts'

/** What a server says to a way or a field that it does not know: its own refusal, or that of whatever it was built with. */
function mayBeOlder(trouble: RemoteTrouble): boolean {
  if (trouble.kind === 'said') return ['not-found', 'bad-request'].includes(trouble.failure.error)
  return trouble.kind === 'foreign'
}

/**
 * A server that does not understand what it is asked may be older than this counter. It is asked for its version, and when it speaks an
 * older protocol the trouble is `server-too-old`; every other trouble stays what it was.
 */
export async function namedByVersion(error: unknown, remote: SyncRemote): Promise<unknown> {
  if (!(error instanceof RemoteTroubleError) || !mayBeOlder(error.trouble)) return error
  const info = await remote.info().catch(() => null)
  if (info === null || info.wireVersion >= WIRE_VERSION) return error
  return new RemoteTroubleError({ kind: 'said', status: 426, failure: { error: 'server-too-old', message: '' } })
}
