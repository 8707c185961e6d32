import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { CopyProof } from '#main/ports/snapshot-books.ts'
import type { DeviceView, SnapshotView } from '#main/ports/sync-remote.ts'
import { refuse } from '#shared/kernel/result.ts'
import { snapshotText } from '#shared/sync/chain.ts'
import { MOST_SNAPSHOT_BYTES, SNAPSHOT_PART_BYTES } from '#shared/sync/wire.ts'
import { isSignedBy } from './device-key.ts'
import type { SignedIn } from './signed-in.ts'

/** How much of a snapshot is here, in bytes. */
export interface FetchProgress {
  readonly done: number
  readonly total: number
}

export interface FetchParts {
  readonly server: SignedIn
  readonly accountId: string
  readonly shopId: string
  /** By which the server signs what it records itself, as counter 0. */
  readonly serverKey: string
  /** The newest form of a file that this version opens. */
  readonly schemaVersion: number
  /** Where parts are kept until the book stands: what a cut or a power cut left is not fetched again. */
  readonly folder: string
  told(progress: FetchProgress): void
  isStopped(): boolean
}

/** A snapshot whose parts are all here, and what the book in it has to be. */
export interface FetchedSnapshot {
  readonly parts: readonly string[]
  readonly proof: CopyProof
}

/**
 * Fetches the newest snapshot of an account, part by part; null where there is none, or when it was stopped. Fails with
 * `sync/snapshot-damaged` and `sync/snapshot-newer`; throws `RemoteTroubleError`, after which it goes on where it was.
 */
export async function fetchSnapshot(parts: FetchParts): Promise<FetchedSnapshot | null> {
  const { server, accountId, shopId } = parts
  const view = await server.ask((token) => server.remote.newestSnapshot(token))
  if (view === null) return null
  const devices = await server.ask((token) => server.remote.devices(token))
  checkView(parts, view, devices)
  const at = await server.ask((token) => server.remote.logHash(token, view.seq))
  if (at.seqTo !== view.seq || at.logHash !== view.logHash) refuse('sync/snapshot-damaged', { detail: 'log hash' })
  const files = await fetchParts(parts, view)
  if (files === null) return null
  const keys = devices.map(({ deviceNo, deviceKey: signKey }) => ({ deviceNo, signKey }))
  const { seq, logHash, sha256, byteCount } = view
  return {
    parts: files,
    proof: {
      accountId,
      shopId,
      seq,
      logHash,
      sha256,
      byteCount,
      keys: [{ deviceNo: 0, signKey: parts.serverKey }, ...keys]
    }
  }
}

/** Whether it can be what it says, before a byte of it is fetched: signed by a counter that nobody threw out, and of a size that is one. */
function checkView({ accountId, schemaVersion }: FetchParts, view: SnapshotView, devices: readonly DeviceView[]): void {
  if (view.schemaVersion > schemaVersion) refuse('sync/snapshot-newer')
  const maker = devices.find(({ deviceNo }) => deviceNo === view.deviceNo)
  const text = snapshotText(accountId, view.deviceNo, view)
  const isGenuine = maker !== undefined && maker.state !== 'lost' && isSignedBy(maker.deviceKey, text, view.signature)
  if (!isGenuine) refuse('sync/snapshot-damaged', { detail: 'signature' })
  const isCounted = view.partHashes.length === Math.ceil(view.byteCount / SNAPSHOT_PART_BYTES)
  if (!isCounted || view.byteCount > MOST_SNAPSHOT_BYTES) refuse('sync/snapshot-damaged', { detail: 'size' })
}

async function fetchParts(parts: FetchParts, view: SnapshotView): Promise<string[] | null> {
  const folder = path.join(parts.folder, view.sha256)
  forgetOthers(parts.folder, view.sha256)
  await fs.promises.mkdir(folder, { recursive: true })
  const { server } = parts
  const total = view.byteCount
  const files: string[] = []
  for (const [partNo, hash] of view.partHashes.entries()) {
    parts.told({ done: Math.min(total, partNo * SNAPSHOT_PART_BYTES), total })
    const file = path.join(folder, `${partNo}.part`)
    if (!(await isHere(file, hash))) {
      const bytes = await server.ask((token) => server.remote.snapshotPart(token, view.snapshotId, partNo))
      if (hashOf(bytes) !== hash) refuse('sync/snapshot-damaged', { detail: `part ${partNo}` })
      await put(file, bytes)
    }
    if (parts.isStopped()) return null
    files.push(file)
  }
  parts.told({ done: total, total })
  return files
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function isHere(file: string, hash: string): Promise<boolean> {
  try {
    return hashOf(await fs.promises.readFile(file)) === hash
  } catch {
    return false
  }
}

/** A part has its name when it is whole; what a power cut made of it its hash tells. */
async function put(file: string, bytes: Uint8Array): Promise<void> {
  await fs.promises.writeFile(`${file}.half`, bytes, { mode: 0o600 })
  await fs.promises.rename(`${file}.half`, file)
}

/** Parts of a snapshot that a newer one took the place of are of no use to anybody. */
function forgetOthers(folder: string, sha256: string): void {
  if (!fs.existsSync(folder)) return
  for (const name of fs.readdirSync(folder))
    if (name !== sha256) fs.rmSync(path.join(folder, name), { recursive: true, force: true })
}
