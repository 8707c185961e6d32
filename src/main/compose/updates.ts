import path from 'node:path'
import { createUpdateKeeper } from '#main/app/keep-updates.ts'
import { createUpdateMemory } from '#main/files/update-memory.ts'
import { httpUpdateSource } from '#main/gateways/update-source.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { Log } from '#main/ports/log.ts'
import type { UpdateInstaller } from '#main/ports/update-parts.ts'
import builtIn from '#resources/updates/source.json' with { type: 'json' }
import type { Handlers } from '#shared/contract/contract.ts'

/** Where newer versions are told of, and whose signature they bear. */
export interface UpdatePlace {
  /** Of the feed; null in a build that has none. */
  readonly address: string | null
  /** Raw Ed25519 public keys, base64url. */
  readonly keys: readonly string[]
}

interface Parts {
  readonly userDataFolder: string
  readonly version: string
  readonly installer: UpdateInstaller
  readonly updatePlace?: UpdatePlace
  readonly clock: Clock
  readonly log: Log
  readonly emit: EventSink
  readonly isServing: () => boolean
  readonly backUp: () => Promise<boolean>
}

/** Updates of this copy: the keeper that looks for them, and what the settings ask. */
export function openUpdates({ userDataFolder, updatePlace, emit, ...parts }: Parts) {
  const place: UpdatePlace = updatePlace ?? builtIn
  const keeper = createUpdateKeeper({
    ...parts,
    keys: place.keys,
    source: sourceOf(place, path.join(userDataFolder, 'updates')),
    memory: createUpdateMemory(path.join(userDataFolder, 'updates.json')),
    changed: () => emit('update.changed', {})
  })
  const handlers: Pick<Handlers, Extract<keyof Handlers, `update.${string}`>> = {
    'update.status': () => keeper.status(),
    'update.turn': ({ isOn }) => keeper.turn(isOn),
    'update.look': () => keeper.look(),
    'update.fetch': () => keeper.fetch(),
    'update.install': ({ isAtWork }) => keeper.install(isAtWork)
  }
  return { handlers, beat: keeper.beat }
}

/** Without a key nothing could be proved, so nothing is asked. Our own signature is enough; the line is private all the same. */
function sourceOf({ address, keys }: UpdatePlace, folder: string) {
  if (address === null || keys.length === 0) return null
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || hostname === '127.0.0.1' ? httpUpdateSource(address, folder) : null
}
