import { createHash } from 'node:crypto'
import type { FolderEvent } from './folder-record.ts'

/** A file as the disk has it for sure, and as the system shows it while the power is on. */
interface File {
  safe: Buffer
  now: Buffer
}
type Names = Map<string, File>
type NameChange = (names: Names) => void

/** A folder whose names and bytes are on the disk only once they were synced; what was not may be there or not. */
export class CutFolder {
  /** The names that are on the disk for sure. */
  private readonly safe: Names
  private readonly now: Names
  /** Done to the names since they were last synced, in their order. */
  private loose: NameChange[] = []

  constructor(start: ReadonlyMap<string, Buffer>) {
    this.now = new Map([...start].map(([name, bytes]) => [name, { safe: bytes, now: bytes }]))
    this.safe = new Map(this.now)
  }

  play(event: FolderEvent): void {
    if (event.kind === 'said') return
    if (event.kind === 'sync-names') for (const change of this.loose.splice(0)) change(this.safe)
    else if (event.kind === 'rename') this.change((names) => moved(names, event.from, event.to))
    else if (event.kind === 'unlink') this.change((names) => void names.delete(event.name))
    else this.playOn(event)
  }

  private playOn(event: Exclude<FolderEvent, { kind: 'said' | 'sync-names' | 'rename' | 'unlink' }>): void {
    const known = this.now.get(event.name)
    const file = known ?? { safe: Buffer.alloc(0), now: Buffer.alloc(0) }
    if (!known) this.change((names) => void names.set(event.name, file))
    if (event.kind === 'sync') file.safe = file.now
    else if (event.kind === 'write') file.now = written(file.now, event.offset, event.bytes)
    else if (event.kind === 'truncate') file.now = resized(file.now, event.length)
    else if (event.isEmptied) file.now = Buffer.alloc(0)
  }

  private change(change: NameChange): void {
    change(this.now)
    this.loose.push(change)
  }

  /** How many changes of names the disk may have kept or lost. */
  looseCount(): number {
    return this.loose.length
  }

  /**
   * What lies there after a cut at this moment.
   *
   * @param keepsName of each change of a name that was not synced, whether the disk kept it
   * @param keepsBytes whether bytes that were not synced are there
   */
  cut(keepsName: (at: number) => boolean, keepsBytes: boolean): Map<string, Buffer> {
    const names: Names = new Map(this.safe)
    for (const [at, change] of this.loose.entries()) if (keepsName(at)) change(names)
    return new Map([...names].map(([name, file]) => [name, keepsBytes ? file.now : file.safe]))
  }
}

/** The same names with the same bytes; what nobody takes for a book counts by its name alone. */
export function printOf(left: ReadonlyMap<string, Buffer>): string {
  const hash = (bytes: Buffer) => createHash('sha1').update(bytes).digest('hex')
  const parts = [...left].map(([name, bytes]) => `${name} ${name.includes('.part') ? '' : hash(bytes)}`)
  return parts.toSorted().join('\n')
}

function moved(names: Names, from: string, to: string): void {
  const file = names.get(from)
  if (file === undefined) return
  names.delete(from)
  names.set(to, file)
}

function resized(bytes: Buffer, length: number): Buffer {
  const left = Buffer.alloc(length)
  bytes.copy(left)
  return left
}

function written(bytes: Buffer, offset: number, part: Buffer): Buffer {
  const left = resized(bytes, Math.max(bytes.length, offset + part.length))
  part.copy(left, offset)
  return left
}
