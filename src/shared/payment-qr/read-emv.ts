import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { crc16 } from './crc16.ts'
import { CRC_HEAD, CRC_ID, isShaped, LONGEST_EMV } from './emv-tlv.ts'

/** The fields of one level by id, each id once. */
export type EmvFields = ReadonlyMap<string, string>

/** A text that begins as every merchant-presented code does: its first field is the format `01`. */
export const looksLikeEmv = (text: string): boolean => text.startsWith('000201')

/**
 * Reads a merchant-presented code, strictly: every length fits, no id twice, the format first, the checksum last and
 * right, an account to pay to, and each field in its shape. It is ours to check what is written and what a sticker
 * says; it follows the same specification as `emv-tlv.ts`.
 *
 * Fails with `payment-qr/damaged`.
 */
export function readEmv(text: string): Result<EmvFields> {
  const end = text.length - 4
  const fields = text.length > LONGEST_EMV ? null : readFields(text)
  const isWhole =
    fields !== null &&
    looksLikeEmv(text) &&
    text.slice(end - CRC_HEAD.length, end) === CRC_HEAD &&
    [...fields.keys()].at(-1) === CRC_ID &&
    crc16(text.slice(0, end)) === text.slice(end)
  if (!isWhole) return fail('payment-qr/damaged')
  const isRight = [...fields].every(([id, value]) => isShaped(id, value)) && accountsOf(fields).length > 0
  return isRight ? ok(fields) : fail('payment-qr/damaged')
}

/** The templates `26` to `51`, each with the fields inside; what is no template is left out. */
export function accountsOf(fields: EmvFields): readonly { readonly id: string; readonly inner: EmvFields }[] {
  const accounts = [...fields].filter(([id]) => id >= '02' && id <= '51')
  return accounts.map(([id, value]) => ({ id, inner: (id >= '26' ? readFields(value) : null) ?? new Map() }))
}

/** The fields of one level, or null when the text is not made of them to its last character. */
export function readFields(text: string): EmvFields | null {
  const fields = new Map<string, string>()
  let at = 0
  while (at < text.length) {
    const head = /^(\d\d)(\d\d)$/.exec(text.slice(at, at + 4))
    const [, id = '', length = ''] = head ?? []
    const value = text.slice(at + 4, at + 4 + Number(length))
    if (head === null || value === '' || value.length !== Number(length) || fields.has(id)) return null
    fields.set(id, value)
    at += 4 + value.length
  }
  return fields
}
