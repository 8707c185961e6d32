/** Something that a printer said. Values are its status bytes as they came. */
export type PrinterReply =
  /** The answer to `DLE EOT n`; it does not say to which n. */
  | { readonly type: 'asked'; readonly value: number }
  /** Automatic status: four bytes, sent unasked whenever something changes. */
  | { readonly type: 'unasked'; readonly bytes: readonly [number, number, number, number] }
  /** Everything before this mark of `GS ( H` is on paper. */
  | { readonly type: 'mark'; readonly mark: string }
  /** The answer to `GS r 1`: everything before it was worked off. */
  | { readonly type: 'reached'; readonly value: number }

const MARK_HEAD = [0x37, 0x22] as const
const MARK_LENGTH = 7

/** Words of a web server, a mail server or a terminal: no printer's status spells them. */
const WORDS = /HTTP\/|<html|SSH-|[a-z]{5,}/i
const KEPT_TEXT = 256

/** Takes apart what comes from a printer. A reply may come in pieces, and stray bytes in between are passed over. */
export class PrinterReplies {
  #rest: number[] = []
  #text = ''

  /** Whether something else than a printer spoke: then not one more byte may be sent. */
  get isStranger(): boolean {
    return WORDS.test(this.#text)
  }

  push(bytes: Uint8Array): PrinterReply[] {
    this.#rest.push(...bytes)
    const replies: PrinterReply[] = []
    while (this.#rest.length > 0) {
      const taken = this.#take()
      if (taken === 'incomplete') break
      if (taken !== null) replies.push(taken)
    }
    return replies
  }

  #take(): PrinterReply | 'incomplete' | null {
    const [first = 0, second, third, fourth] = this.#rest
    if ((first & 0x93) === 0x12) {
      this.#rest.shift()
      return { type: 'asked', value: first }
    }
    if ((first & 0x93) === 0x10) {
      const followed = [second, third, fourth].filter((value) => value !== undefined)
      if (followed.some((value) => (value & 0x90) !== 0)) return this.#passOver(first)
      if (second === undefined || third === undefined || fourth === undefined) return 'incomplete'
      this.#rest.splice(0, 4)
      return { type: 'unasked', bytes: [first, second, third, fourth] }
    }
    if (first === MARK_HEAD[0] && (second === undefined || second === MARK_HEAD[1])) return this.#takeMark()
    if ((first & 0xf0) === 0) {
      this.#rest.shift()
      return { type: 'reached', value: first }
    }
    return this.#passOver(first)
  }

  #takeMark(): PrinterReply | 'incomplete' | null {
    if (this.#rest.length < MARK_LENGTH) return 'incomplete'
    const [, , ...mark] = this.#rest.splice(0, MARK_LENGTH)
    return { type: 'mark', mark: String.fromCharCode(...mark.slice(0, 4)) }
  }

  #passOver(value: number): null {
    this.#rest.shift()
    this.#text = (this.#text + String.fromCharCode(value)).slice(-KEPT_TEXT)
    return null
  }
}
