import { createHash } from 'node:crypto'
import type { Clock } from '#main/ports/clock.ts'
import type { Log } from '#main/ports/log.ts'
import type { UpdateInstaller, UpdateMemory, UpdateSource } from '#main/ports/update-parts.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import { FailureError, refuse } from '#shared/kernel/result.ts'
import { chooseUpdate } from '#shared/update/choose-update.ts'
import type { FeedFile } from '#shared/update/feed.ts'
import { proveFeed } from './prove-feed.ts'

export interface UpdateParts {
  /** Null in a build that knows no address or no key: it can never ask for an update. */
  readonly source: UpdateSource | null
  /** Raw Ed25519 public keys, base64url; a feed is signed by one of them. */
  readonly keys: readonly string[]
  readonly installer: UpdateInstaller
  readonly memory: UpdateMemory
  readonly version: string
  readonly clock: Clock
  readonly log: Log
  /** Whether a line or a bill for a customer is being written. */
  readonly isServing: () => boolean
  /** Makes a backup of the open book; answers whether one is safe now. True when there is no book that needs one. */
  readonly backUp: () => Promise<boolean>
  readonly changed: () => void
}

type Status = Output<'update.status'>

export interface UpdateKeeper {
  status(): Status
  turn(isOn: boolean): Status
  /** Looks whether there is a newer version. */
  look(): Promise<Status>
  /** Fetches the version that was found. */
  fetch(): Promise<Status>
  /** Backs up and hands the fetched version to the system. `isAtWork`: the page has a bill or a dialog open. */
  install(isAtWork: boolean): Promise<Status>
  /** Done every few seconds: looks once a day, where that was turned on. It fetches and installs nothing. */
  beat(): void
}

const DAY_MS = 86_400_000
/** After a look that failed. */
const AGAIN_MS = DAY_MS / 8
/** Nobody waits for an update in the first minutes of a day. */
const AFTER_START_MS = 300_000

interface Found {
  readonly version: string
  readonly file: FeedFile
  /** Where it lies, once it was fetched and proved. */
  readonly path: string | null
}

/** Newer versions of the app: told of, fetched and installed only by a person's own keys, and only where that was turned on. */
export function createUpdateKeeper(parts: UpdateParts): UpdateKeeper {
  const { source, installer, memory, clock, log } = parts
  const startedAt = clock.now().epochMs
  let doing: Status['doing'] = null
  let found: Found | null = null
  let doneBytes = 0
  let failure: ErrorCode | null = null
  let isLater = false
  let command: string | null = null
  let notBefore = startedAt + AFTER_START_MS
  const kind = installer.kind

  function status(): Status {
    const kept = memory.read()
    return {
      isPossible: source !== null && kind !== null,
      isOn: kept.isOn,
      version: parts.version,
      doing,
      found:
        found === null ? null : { version: found.version, bytes: found.file.bytes, isFetched: found.path !== null },
      isLater,
      doneBytes,
      lookedAt: kept.lookedAt,
      failure,
      command
    }
  }

  async function alone(what: Exclude<Status['doing'], null>, work: () => Promise<void>): Promise<Status> {
    if (doing !== null) refuse('update/one-at-a-time')
    doing = what
    failure = null
    parts.changed()
    try {
      await work()
    } catch (error) {
      if (error instanceof FailureError) failure = error.failure.code
      throw error
    } finally {
      doing = null
      parts.changed()
    }
    return status()
  }

  function allowed(): UpdateSource {
    if (source === null || kind === null) refuse('update/not-possible')
    return memory.read().isOn ? source : refuse('update/off')
  }

  async function lookAt(from: UpdateSource): Promise<void> {
    const feed = proveFeed(await from.feed(), parts.keys)
    const kept = memory.read()
    // A signed feed stays signed for ever: an old one, sent again, must not hide a newer one.
    if (feed.publishedAt < kept.publishedAt) refuse('update/older')
    memory.write({ ...kept, lookedAt: clock.now().epochMs, publishedAt: feed.publishedAt })
    const own = { version: parts.version, kind: kind ?? refuse('update/not-possible'), arch: installer.arch }
    const choice = chooseUpdate(feed, own, shareOf(kept.installId, feed.version))
    isLater = choice.kind === 'later'
    const next = choice.kind === 'offered' ? { version: choice.version, file: choice.file, path: null } : null
    if (next?.file.sha512 === found?.file.sha512) return
    found = next
    command = null
    from.clear()
  }

  return {
    status,
    turn(isOn) {
      if (isOn && (source === null || kind === null)) refuse('update/not-possible')
      memory.write({ ...memory.read(), isOn })
      if (!isOn) {
        found = null
        failure = null
        command = null
        source?.clear()
      }
      parts.changed()
      return status()
    },
    look: () => alone('looking', () => lookAt(allowed())),
    fetch() {
      const wanted = found ?? refuse('update/nothing-found')
      const from = allowed()
      doneBytes = 0
      return alone('fetching', async () => {
        const path = await from.fetch(wanted.file, (bytes) => {
          doneBytes = bytes
          parts.changed()
        })
        found = { ...wanted, path }
      })
    },
    install(isAtWork) {
      const from = allowed()
      const { path, file } = found ?? refuse('update/nothing-found')
      if (path === null) refuse('update/nothing-found')
      if (isAtWork || parts.isServing()) refuse('update/at-work')
      return alone('installing', async () => {
        if (!(await parts.backUp())) refuse('update/no-backup')
        // Other programs may have had their hands on it since it was fetched.
        if (!(await from.isGenuine(path, file))) {
          found = null
          from.clear()
          refuse('update/not-genuine')
        }
        // A backup of a large book takes its time, and a customer may have come meanwhile.
        if (parts.isServing()) refuse('update/at-work')
        log.info('update handed to the system', { version: found?.version ?? '' })
        if ((await installer.install(path)) === 'told') command = commandFor(kind, path)
      })
    },
    beat() {
      const now = clock.now().epochMs
      if (source === null || kind === null || doing !== null || now < notBefore) return
      const { isOn, lookedAt } = memory.read()
      if (!isOn || (lookedAt !== null && now - lookedAt < DAY_MS && now >= lookedAt)) return
      notBefore = now + AGAIN_MS
      alone('looking', () => lookAt(source)).catch((error: unknown) => {
        if (!(error instanceof FailureError)) log.error('update not looked for', error)
      })
    }
  }
}

/** From 0 up to, not including, 100: another one for each version, so that it is not always the same shops that go first. */
function shareOf(installId: string, version: string): number {
  const digest = createHash('sha256').update(`${installId} ${version}`).digest()
  return (digest.readUInt32BE(0) / 2 ** 32) * 100
}

/** What a person types to install the file, where the system wants its administrator; null where nothing is typed. */
function commandFor(kind: UpdateInstaller['kind'], path: string): string | null {
  const quoted = `'${path.replaceAll("'", "'\\''")}'`
  if (kind === 'deb') return `sudo apt install ${quoted}`
  if (kind === 'rpm') return `sudo dnf install ${quoted}`
  return null
}
