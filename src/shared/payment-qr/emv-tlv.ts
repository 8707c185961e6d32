import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { crc16 } from './crc16.ts'

/** A field of a merchant-presented code: its two-digit id with its text, or with the fields of a template. */
export type EmvField = readonly [id: string, value: string | readonly EmvField[]]

export const CRC_ID = '63'
/** The end that the checksum is made over: id and length of the checksum itself. */
export const CRC_HEAD = '6304'
export const LONGEST_EMV = 512
const LONGEST_VALUE = 99

/** What the specification says of single fields. `62` is a template; its texts have at most 25 characters. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  '00': /^01$/,
  '01': /^1[12]$/,
  '52': /^\d{4}$/,
  '53': /^\d{3}$/,
  '54': /^(?=.{1,13}$)\d+(\.\d{1,2})?$/,
  '58': /^[A-Z]{2}$/,
  '59': /^[\x20-\x7e]{1,25}$/,
  '60': /^[\x20-\x7e]{1,15}$/,
  '61': /^[\x20-\x7e]{1,10}$/
}
const LONGEST_EXTRA = 25

/**
 * Writes fields as id, length in two digits and value, and closes them with the checksum. A field without a text is
 * left out. Rule: EMV QR Code Specification for Payment Systems, Merchant-Presented Mode 1.1, sections 3 and 4.
 *
 * Fails with `payment-qr/too-long` when a value, a template or the whole has no room.
 */
export function writeEmv(fields: readonly EmvField[]): Result<string> {
  const body = writeFields(fields, false)
  if (!body.ok) return body
  const text = `${body.value}${CRC_HEAD}`
  return text.length + 4 > LONGEST_EMV ? tooLong(text.length + 4, LONGEST_EMV) : ok(text + crc16(text))
}

function writeFields(fields: readonly EmvField[], isExtra: boolean): Result<string> {
  let text = ''
  for (const [id, value] of fields) {
    const inner = typeof value === 'string' ? ok(value) : writeFields(value, id === '62')
    if (!inner.ok) return inner
    if (inner.value === '') continue
    const longest = isExtra ? LONGEST_EXTRA : LONGEST_VALUE
    if (inner.value.length > longest) return tooLong(inner.value.length, longest)
    text += `${id}${String(inner.value.length).padStart(2, '0')}${inner.value}`
  }
  return ok(text)
}

const tooLong = (length: number, longest: number) => fail('payment-qr/too-long', { length, longest })

/** Whether a field of the root has the shape that the specification gives it. Ids without a rule of their own pass. */
export const isShaped = (id: string, value: string): boolean => SHAPES[id]?.test(value) ?? true
