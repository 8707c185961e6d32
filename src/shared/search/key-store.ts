import { codeLetters, keysOfTexts, keyText, type PartyKeys, shortestName, shortestPhone } from './party-keys.ts'
import { grown } from './typed-array-growth.ts'
import { decodeUtf8, encodeUtf8, utf8Room } from './utf8.ts'
import { wordStarts } from './word-starts.ts'

/** Longest part of a name that is kept for showing where it matched; longer names are not searched beyond it either. */
const MAX_NAME_LENGTH = 480

/** Keys and names of all parties as bytes in one pool: spelled key, sounded key, name, one after the other. */
export class KeyStore {
  bytes = new Uint8Array(1 << 16)
  private end = 0
  private deadBytes = 0
  private start = new Int32Array(1 << 10)
  private spelledLength = new Uint16Array(1 << 10)
  private soundedLength = new Uint16Array(1 << 10)
  private nameLength = new Uint16Array(1 << 10)
  private shortest = new Uint8Array(1 << 10)
  private code = new Uint8Array(1 << 10)
  private phone = new Uint8Array(1 << 10)
  private starts = new Uint32Array(1 << 10)

  /** Bytes held. */
  get heldBytes(): number {
    return (
      this.bytes.byteLength +
      this.start.byteLength +
      3 * this.spelledLength.byteLength +
      this.shortest.byteLength +
      2 * this.code.byteLength +
      this.starts.byteLength
    )
  }

  spelledStart(slot: number): number {
    return this.start[slot] as number
  }

  spelledEnd(slot: number): number {
    return (this.start[slot] as number) + (this.spelledLength[slot] as number)
  }

  soundedEnd(slot: number): number {
    return this.spelledEnd(slot) + (this.soundedLength[slot] as number)
  }

  /** Letters, without spaces, of the shortest of a party's names; at most 255. */
  shortestName(slot: number): number {
    return this.shortest[slot] as number
  }

  /** Letters of an item's code; at most 255, 0 without one. */
  codeLetters(slot: number): number {
    return this.code[slot] as number
  }

  /** Digits of the shortest telephone number or barcode; at most 255, 0 without one. */
  shortestPhone(slot: number): number {
    return this.phone[slot] as number
  }

  /** See {@link wordStarts}. */
  wordStarts(slot: number): number {
    return this.starts[slot] as number
  }

  keys(slot: number): PartyKeys {
    const spelledEnd = this.spelledEnd(slot)
    return keysOfTexts(
      decodeUtf8(this.bytes, this.spelledStart(slot), spelledEnd),
      decodeUtf8(this.bytes, spelledEnd, this.soundedEnd(slot))
    )
  }

  name(slot: number): string {
    const nameStart = this.soundedEnd(slot)
    return decodeUtf8(this.bytes, nameStart, nameStart + (this.nameLength[slot] as number))
  }

  /** Writes a slot anew. What it held before must have been cleared. */
  set(slot: number, keys: PartyKeys, name: string): void {
    const spelled = keyText(keys, 'spelled')
    const sounded = keyText(keys, 'sounded')
    const keptName = name.slice(0, MAX_NAME_LENGTH)
    this.makeRoom(utf8Room(spelled) + utf8Room(sounded) + utf8Room(keptName), slot)
    const spelledEnd = encodeUtf8(spelled, this.bytes, this.end)
    const soundedEnd = encodeUtf8(sounded, this.bytes, spelledEnd)
    const nameEnd = encodeUtf8(keptName, this.bytes, soundedEnd)
    this.start[slot] = this.end
    this.spelledLength[slot] = spelledEnd - this.end
    this.soundedLength[slot] = soundedEnd - spelledEnd
    this.nameLength[slot] = nameEnd - soundedEnd
    this.shortest[slot] = Math.min(255, shortestName(keys))
    this.code[slot] = Math.min(255, codeLetters(keys))
    this.phone[slot] = Math.min(255, shortestPhone(keys))
    this.starts[slot] = wordStarts(keys)
    this.end = nameEnd
  }

  clear(slot: number): void {
    this.deadBytes += this.slotLength(slot)
    this.spelledLength[slot] = 0
    this.soundedLength[slot] = 0
    this.nameLength[slot] = 0
  }

  private slotLength(slot: number): number {
    return this.soundedEnd(slot) - this.spelledStart(slot) + (this.nameLength[slot] as number)
  }

  private makeRoom(length: number, slot: number): void {
    this.start = grown(this.start, slot + 1)
    this.spelledLength = grown(this.spelledLength, slot + 1)
    this.soundedLength = grown(this.soundedLength, slot + 1)
    this.nameLength = grown(this.nameLength, slot + 1)
    this.shortest = grown(this.shortest, slot + 1)
    this.code = grown(this.code, slot + 1)
    this.phone = grown(this.phone, slot + 1)
    this.starts = grown(this.starts, slot + 1)
    if (this.end + length <= this.bytes.length) return
    if (this.deadBytes > this.bytes.length / 8) this.sweep()
    this.bytes = grown(this.bytes, this.end + length)
  }

  /** Moves the living together. One pass over flat memory, and only after an eighth of it has died. */
  private sweep(): void {
    const swept = new Uint8Array(this.bytes.length)
    let end = 0
    for (let slot = 0; slot < this.start.length; slot++) {
      const length = this.slotLength(slot)
      swept.set(this.bytes.subarray(this.spelledStart(slot), this.spelledStart(slot) + length), end)
      this.start[slot] = end
      end += length
    }
    this.bytes = swept
    this.end = end
    this.deadBytes = 0
  }
}
