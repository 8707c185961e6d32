import { utf8Bytes } from '#shared/search/utf8.ts'

const POLYNOMIAL = 0x1021
const START = 0xffff

/**
 * CRC-16/CCITT-FALSE of the text's UTF-8 bytes as four capital hexadecimal digits: polynomial 0x1021, start 0xFFFF,
 * nothing reflected. Rule: EMV QR Code Specification for Payment Systems, Merchant-Presented Mode 1.1, section 4.7.3.
 * `123456789` gives `29B1`.
 */
export function crc16(text: string): string {
  let crc = START
  for (const byte of utf8Bytes(text)) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL
    crc &= 0xffff
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}
