import { assert } from '#shared/kernel/assert.ts'

/** The 16 bytes of a UUID in its usual form: the file keeps ids so, in half the room of their text. */
export function uuidBytes(id: string): Buffer {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
  if (bytes.length !== 16) assert(false, `not a UUID: ${id}`)
  return bytes
}

/** The usual form of a UUID from its bytes, in small letters. */
export function uuidText(bytes: Uint8Array): string {
  const hex = (bytes as Buffer).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export const uuidTextOrNull = (bytes: Uint8Array | null): string | null => (bytes === null ? null : uuidText(bytes))
