import type { Log } from '#main/ports/log.ts'
import type { KeyVault } from '#main/ports/secrets.ts'
import type { SyncAccount, SyncStore } from '#main/ports/sync-store.ts'
import { enrolText } from '#shared/sync/chain.ts'
import { forgetNextDeviceKey, nextDeviceKey } from './device-key.ts'
import type { SignedIn } from './signed-in.ts'

export interface ReincarnationParts {
  readonly store: SyncStore
  readonly server: SignedIn
  readonly vault: KeyVault
  readonly log: Log
  /** Two letters that no other counter has yet, as far as is known here. */
  newCode(): string
}

/**
 * This file is a copy: another one, or a later state of itself, has sent other facts under its number. It goes on as a new counter with a
 * new key; what the server does not have goes out again under the new number, with the same ids. The old number is sealed.
 */
export async function reincarnate(parts: ReincarnationParts, account: SyncAccount): Promise<void> {
  const { store, server, vault } = parts
  // Kept before the server hears of it, and until its answer is in the file: a lost answer makes no second counter of this one.
  const key = await nextDeviceKey(vault, account.deviceKey)
  const wantedCode = parts.newCode()
  const signature = key.sign(enrolText('reincarnate', key.publicKey, wantedCode))
  const asked = { deviceKey: key.publicKey, wantedCode, signature }
  const enrolled = await server.ask((token) => server.remote.reincarnate(token, asked))
  const { deviceNo, epoch, counterCode } = enrolled
  const old = store.devices().find((device) => device.deviceNo === account.deviceNo)
  store.putDevice({
    ...{ deviceNo, name: old?.name ?? '', counterCode, signKey: key.publicKey, state: 'active' }
  })
  store.putAccount({ ...account, deviceNo, deviceKey: key.publicKey, epoch, ackedN: 0, state: 'on' }, 'unacked')
  await forgetNextDeviceKey(vault, account.deviceKey)
  parts.log.warn('counter went on as another one', { before: account.deviceNo, now: deviceNo })
}
