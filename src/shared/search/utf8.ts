/** Bytes that {@link encodeUtf8} may need for a text. */
export function utf8Room(text: string): number {
  return 3 * text.length
}

/**
 * Writes a text into `target` at `start`. Half a surrogate pair is written as if it were a character, so every string
 * survives the way there and back.
 *
 * @returns the place after the last byte.
 */
export function encodeUtf8(text: string, target: Uint8Array, start: number): number {
  let place = start
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0
    if (code < 0x80) target[place++] = code
    else if (code < 0x800) {
      target[place++] = 0xc0 | (code >> 6)
      target[place++] = 0x80 | (code & 0x3f)
    } else {
      if (code < 0x10000) target[place++] = 0xe0 | (code >> 12)
      else {
        target[place++] = 0xf0 | (code >> 18)
        target[place++] = 0x80 | ((code >> 12) & 0x3f)
        at++
      }
      target[place++] = 0x80 | ((code >> 6) & 0x3f)
      target[place++] = 0x80 | (code & 0x3f)
    }
  }
  return place
}

export function utf8Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Room(text))
  return bytes.subarray(0, encodeUtf8(text, bytes, 0))
}

/** Reads back what {@link encodeUtf8} wrote between `start` and `end`. */
export function decodeUtf8(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  for (let at = start; at < end; ) {
    const lead = bytes[at++] ?? 0
    const extra = lead < 0xc0 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3
    let code = extra === 0 ? lead : lead & (0x3f >> extra)
    for (let more = 0; more < extra; more++) code = (code << 6) | ((bytes[at++] ?? 0) & 0x3f)
    text += String.fromCodePoint(code)
  }
  return text
}
