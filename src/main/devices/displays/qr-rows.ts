import QRCode from 'qrcode'
import type { QrRows } from '#shared/customer-view/customer-view.ts'

let last: { readonly payload: string; readonly rows: QrRows | null } | null = null

/**
 * The modules of a payload at level M, row by row. A screen has room: larger modules are had by a larger picture. The last
 * one is kept, because the same view is drawn again and again.
 */
export function qrRows(payload: string): QrRows | null {
  if (last?.payload !== payload) last = { payload, rows: rowsOf(payload) }
  return last.rows
}

function rowsOf(payload: string): QrRows | null {
  try {
    const { modules } = QRCode.create(payload, { errorCorrectionLevel: 'M' })
    const places = Array.from({ length: modules.size }, (_, place) => place)
    return places.map((row) => places.map((column) => (modules.get(row, column) === 0 ? '0' : '1')).join(''))
  } catch {
    // The package throws for a payload that no QR holds.
    return null
  }
}
