import JsBarcode from 'jsbarcode'
import type { Barcode, Symbology } from '#shared/receipt/label-barcode.ts'

const FORMATS: Readonly<Record<Symbology, string>> = { 'ean-13': 'EAN13', 'ean-8': 'EAN8', 'code-128': 'CODE128' }

/**
 * The bars of a code, module by module: `1` dark, `0` light, without the light at both sides. Null for a text that these bars
 * cannot say.
 */
export function barcodeModules({ symbology, text }: Barcode): string | null {
  const drawn: { encodings?: readonly { readonly data: string }[] } = {}
  try {
    // Given a plain object the library only encodes. `flat`: the bars alone, of one height.
    JsBarcode(drawn, text, { format: FORMATS[symbology], flat: true })
  } catch {
    return null
  }
  const modules = drawn.encodings?.map(({ data }) => data).join('') ?? ''
  return /^[01]+$/.test(modules) ? modules : null
}
