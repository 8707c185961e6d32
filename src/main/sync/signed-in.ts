import { RemoteTroubleError, type SyncRemote } from '#main/ports/sync-remote.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { tokenText } from '#shared/sync/chain.ts'
import type { WireError } from '#shared/sync/wire.ts'
import type { DeviceKey } from './device-key.ts'

/** Asks in the name of this counter: a token from a signature, kept in memory alone and had anew when the server wants another. */
export interface SignedIn {
  readonly remote: SyncRemote
  readonly key: DeviceKey
  /** Asks with a token; once more with a new one when the server does not take it. */
  ask<Answer>(asking: (token: string) => Promise<Answer>): Promise<Answer>
}

export interface SignedInParts {
  readonly remote: SyncRemote
  readonly accountId: string
  readonly deviceNo: number
  readonly key: DeviceKey
}

export function signIn(parts: SignedInParts): SignedIn {
  const { remote, accountId, deviceNo, key } = parts
  /** One for all who ask at the same time: the server takes each challenge once, and only later ones after it. */
  let token: Promise<string> | null = null

  function current(): Promise<string> {
    if (token === null) {
      const asked = fresh()
      token = asked
      asked.catch(() => forget(asked))
    }
    return token
  }

  function forget(old: Promise<string>): void {
    if (token === old) token = null
  }

  async function fresh(): Promise<string> {
    const { challenge } = await remote.challenge(accountId, deviceNo)
    const signature = key.sign(tokenText(accountId, deviceNo, challenge))
    try {
      return (await remote.token({ accountId, deviceNo, challenge, signature })).token
    } catch (error) {
      // Only here it is said of the account itself: its owner had it deleted.
      if (isSaid(error, 'gone')) throw new FailureError({ code: 'sync/account-gone' })
      throw error
    }
  }

  return {
    remote,
    key,
    async ask(asking) {
      const isNew = token === null
      // Its time is the server's to tell: a clock that is a year off would never have a good one.
      const used = current()
      try {
        return await asking(await used)
      } catch (error) {
        if (isNew || !isSaid(error, 'unauthorised')) throw error
        forget(used)
        return asking(await current())
      }
    }
  }
}

const isSaid = (error: unknown, what: WireError): boolean =>
  error instanceof RemoteTroubleError && error.trouble.kind === 'said' && error.trouble.failure.error === what
