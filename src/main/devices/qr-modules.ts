import QRCode from 'qrcode'

/** A QR code as dark and light modules. */
export interface QrModules {
  /** Modules along one side, without the quiet zone. */
  readonly size: number
  isDark(row: number, column: number): boolean
}

/** The modules of a payload: level L may be damaged by 7 %, M by 15 %. Null for a payload that no QR code holds. */
export function qrModules(payload: string, level: 'L' | 'M'): QrModules | null {
  try {
    const { modules } = QRCode.create(payload, { errorCorrectionLevel: level })
    return { size: modules.size, isDark: (row, column) => modules.get(row, column) !== 0 }
  } catch {
    return null
  }
}
