import type { KeyVault } from '#main/ports/secrets.ts'
import type { Enrolled, RemoteAt } from '#main/ports/sync-remote.ts'
import type { SyncAccount, SyncStore } from '#main/ports/sync-store.ts'
import { enrolText } from '#shared/sync/chain.ts'
import { type DeviceKey, makeDeviceKey } from './device-key.ts'
import { answerOf } from './reaction.ts'
import { readServerAddress } from './server-address.ts'

/** The log hash of a log with nothing in it. */
const NOTHING_YET = '0'.repeat(64)

/** What names a counter when it is enrolled. */
export interface CounterFacts {
  readonly counterName: string
  readonly counterCode: string
}

export interface NewAccount extends CounterFacts {
  readonly account: SyncAccount
  readonly serverKey: string
}

export interface EnrolmentParts {
  readonly vault: KeyVault
  readonly remoteAt: RemoteAt
  readonly appVersion: string
  nowMs(): number
}

/** Founds the account of a shop: this counter is its first. Fails with `sync/address` and what the line or the server has against it. */
export async function foundAccount(
  parts: EnrolmentParts,
  asked: CounterFacts & { readonly server: string; readonly shopName: string; readonly owner: string }
): Promise<NewAccount> {
  const server = readServerAddress(asked.server).href
  const key = await makeDeviceKey(parts.vault)
  const { shopName, counterName, counterCode, owner } = asked
  const signature = key.sign(enrolText('found', key.publicKey, counterCode))
  const found = { shopName, counterName, counterCode, owner, deviceKey: key.publicKey, signature }
  const enrolled = await answerOf(parts.remoteAt(server).found({ ...found, appVersion: parts.appVersion }))
  return newAccount(parts, { server, key, enrolled, counterName })
}

/** The account's row of a counter that was just enrolled. */
export function newAccount(
  parts: Pick<EnrolmentParts, 'nowMs'>,
  from: {
    readonly server: string
    readonly key: DeviceKey
    readonly enrolled: Enrolled
    readonly counterName: string
  }
): NewAccount {
  const { accountId, deviceNo, epoch, serverKey, counterCode } = from.enrolled
  const account: SyncAccount = {
    ...{ server: from.server, serverKey, accountId, deviceNo, deviceKey: from.key.publicKey, epoch },
    ...{ cursorSeq: 0, cursorLogHash: NOTHING_YET, ackedN: 0, state: 'on', joinedAt: parts.nowMs(), syncedAt: null }
  }
  return { account, serverKey, counterCode, counterName: from.counterName }
}

/** Writes a new account into the file: itself, the server as device 0, and this counter. All that stands in the file is its own. */
export function keepAccount(store: SyncStore, fresh: NewAccount): void {
  const { account, counterName, counterCode } = fresh
  store.putAccount(account, 'all')
  store.putDevice({ deviceNo: 0, name: '', counterCode: '', signKey: fresh.serverKey, state: 'active' })
  store.putDevice({
    ...{ deviceNo: account.deviceNo, name: counterName, counterCode, signKey: account.deviceKey, state: 'active' }
  })
}

/** The same in a copy that was made of the book: what stands in it came from the counters whose chunks it holds, and nothing is this one's own. */
export function keepAccountInCopy(store: SyncStore, fresh: NewAccount): void {
  const { account, counterName, counterCode } = fresh
  const { cursorSeq, cursorLogHash } = store.account() ?? account
  store.putAccount({ ...account, cursorSeq, cursorLogHash }, 'none')
  store.putDevice({ deviceNo: 0, name: '', counterCode: '', signKey: fresh.serverKey, state: 'active' })
  store.putDevice({
    ...{ deviceNo: account.deviceNo, name: counterName, counterCode, signKey: account.deviceKey, state: 'active' }
  })
}
