import QRCode from 'qrcode'

/** A code as a drawing: one path over squares of one unit, with the quiet zone of four around it. */
export interface DrawnCode {
  readonly size: number
  readonly path: string
}

const QUIET = 4

/** The drawing of a payload, or null for one that no code holds. Damage of 15 % is made good. */
export function codeOf(payload: string): DrawnCode | null {
  try {
    const { modules } = QRCode.create(payload, { errorCorrectionLevel: 'M' })
    const { size } = modules
    let path = ''
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++)
        if (modules.get(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`
    return { size: size + 2 * QUIET, path }
  } catch {
    return null
  }
}
