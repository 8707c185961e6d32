import type { Dice } from '#tests/simulation/dice.ts'
import type { DiskEvent } from './disk-record.ts'

const SECTOR_BYTES = 512

type Change = Extract<DiskEvent, { kind: 'write' | 'truncate' }>

/** A file on a disk that keeps what was synced, and of all that came later what it likes. */
interface Disk {
  readonly safe: Bytes
  /** Written, not synced. */
  readonly loose: Change[]
}

/** The files of a book, played from what was recorded, so that the power can be cut between any two calls. */
export class CutDisk {
  private readonly files = new Map<string, Disk>()

  constructor(start: ReadonlyMap<string, Buffer>) {
    for (const [file, bytes] of start) this.files.set(file, { safe: new Bytes(bytes), loose: [] })
  }

  play(event: DiskEvent): void {
    if (event.kind === 'said') return
    if (event.kind === 'unlink') {
      this.files.delete(event.file)
      return
    }
    const disk = this.files.get(event.file) ?? { safe: new Bytes(Buffer.alloc(0)), loose: [] }
    this.files.set(event.file, disk)
    if (event.kind !== 'sync') disk.loose.push(event)
    else for (const change of disk.loose.splice(0)) disk.safe.apply(change)
  }

  /**
   * What lies on the disk after a cut at this moment: everything that was synced, and of the rest nothing, all up to a
   * moment, or any sectors in any order.
   */
  cut(dice: Dice): Map<string, Buffer> {
    return new Map([...this.files].map(([file, disk]) => [file, leftOf(disk, dice)]))
  }
}

function leftOf({ safe, loose }: Disk, dice: Dice): Buffer {
  const left = new Bytes(safe.read())
  const way = dice.one(['nothing', 'beginning', 'sectors', 'sectors'])
  const kept = way === 'beginning' ? loose.slice(0, dice.whole(0, loose.length)) : loose
  if (way !== 'nothing')
    for (const change of kept)
      for (const part of way === 'beginning' ? [change] : survivorsOf(change, dice)) left.apply(part)
  return left.read()
}

/** A write that the power ended may be on the disk in part. */
function survivorsOf(change: Change, dice: Dice): Change[] {
  if (change.kind === 'truncate') return dice.chance(0.5) ? [change] : []
  const sectors: Change[] = []
  for (let from = 0; from < change.bytes.length; from += SECTOR_BYTES)
    if (dice.chance(0.5))
      sectors.push({
        ...change,
        offset: change.offset + from,
        bytes: change.bytes.subarray(from, from + SECTOR_BYTES)
      })
  return sectors
}

/** A file's bytes, changed where they lie. What was never written in between is zeros, as file systems have it. */
class Bytes {
  private room: Buffer
  private length: number

  constructor(start: Buffer) {
    this.room = Buffer.from(start)
    this.length = start.length
  }

  apply(change: Change): void {
    if (change.kind === 'truncate') {
      this.reach(change.length)
      this.room.fill(0, change.length)
      this.length = change.length
      return
    }
    this.reach(change.offset + change.bytes.length)
    change.bytes.copy(this.room, change.offset)
  }

  /** As it is now, to be kept. */
  read(): Buffer {
    return Buffer.from(this.room.subarray(0, this.length))
  }

  private reach(length: number): void {
    if (length > this.room.length) this.room = Buffer.concat([this.room, Buffer.alloc(length)])
    this.length = Math.max(this.length, length)
  }
}
