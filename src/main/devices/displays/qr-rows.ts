import { qrModules } from '#main/devices/qr-modules.ts'
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
  const modules = qrModules(payload, 'M')
  if (modules === null) return null
  const places = Array.from({ length: modules.size }, (_, place) => place)
  return places.map((row) => places.map((column) => (modules.isDark(row, column) ? '1' : '0')).join(''))
}
