/** Text with the name of the encoding that it was in. */
export interface DecodedText {
  readonly text: string
  readonly encoding: 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252'
}

/**
 * Bytes as text: by the mark at their beginning, else UTF-16 by its zero bytes, else UTF-8, else Windows-1252. A UTF-8
 * file with a few broken bytes stays UTF-8, since reading it as Windows-1252 would spoil every letter of it.
 * Null when the bytes are not text.
 */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const decoded = decode(bytes)
  return looksLikeText(decoded.text) ? decoded : null
}

function decode(bytes: Uint8Array): DecodedText {
  const utf16 = utf16Of(bytes)
  if (utf16 !== null) return { text: new TextDecoder(utf16.toLowerCase()).decode(bytes), encoding: utf16 }
  const text = new TextDecoder('utf-8').decode(bytes)
  return isMostlyWhole(text)
    ? { text, encoding: 'UTF-8' }
    : { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'Windows-1252' }
}

function utf16Of(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'UTF-16LE'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'UTF-16BE'
  const sample = bytes.subarray(0, 2000)
  const zeros = [0, 0]
  sample.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (odd > sample.length / 5 && even === 0) return 'UTF-16LE'
  if (even > sample.length / 5 && odd === 0) return 'UTF-16BE'
  return null
}

function isMostlyWhole(text: string): boolean {
  let [broken, whole] = [0, 0]
  for (const match of text.matchAll(/[^\p{ASCII}]/gu)) {
    if (match[0] === '\ufffd') broken++
    else whole++
  }
  return broken === 0 || whole > broken * 20
}

/** Account books hold no control characters but tabs and line ends; a stray one is forgiven, a binary file is not. */
function looksLikeText(text: string): boolean {
  const sample = text.slice(0, 100_000)
  if (sample.startsWith('%PDF-') || /^\s*<(?:!doctype|html|table|\?xml)/iu.test(sample.slice(0, 500))) return false
  if (sample.includes('\0')) return false
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells a binary file from text.
  const odd = sample.match(/[\u0001-\u0008\u000e-\u0019\u001c-\u001f\u007f\u0080-\u009f]/gu)?.length ?? 0
  return odd * 500 <= sample.length
}
