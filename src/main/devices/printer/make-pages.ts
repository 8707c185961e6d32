import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { barcodeModules } from '#main/devices/barcode-modules.ts'
import type { Logo } from '#shared/receipt/logo.ts'
import type { Sheet } from '#shared/receipt/page-css.ts'
import { type PageFont, stemsFor } from '#shared/receipt/page-fonts.ts'
import { type Pages, pageHtml } from '#shared/receipt/page-html.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import type { Translate } from '#shared/receipt/receipt-texts.ts'
import { unpackLogo } from './logo-picture.ts'
import { printedQr } from './qr-matrix.ts'

/** On a sheet there is room for every code that can be made at all: this many dots never bound it. */
const NO_BOUND_DOTS = 4000
const FONT_FILE = /^(?<stem>[a-z0-9-]+)-(?<weight>400|700)\.woff2$/

/** Turns papers into pages, with the app's own fonts and the shop's logo. Fonts are read once, when they are first needed. */
export class PageMaker {
  readonly #fontsDir: string
  readonly #fonts = new Map<string, PageFont>()
  #files: readonly { readonly name: string; readonly stem: string; readonly weight: 400 | 700 }[] | null = null

  constructor(fontsDir: string) {
    this.#fontsDir = fontsDir
  }

  make(document: ReceiptDocument, sheet: Sheet, logo: Logo | null, t: Translate): Pages {
    const words = JSON.stringify(document)
    return pageHtml(
      document,
      {
        sheet,
        fonts: this.#fontsFor(words),
        // A logo that is none costs the logo, never the page.
        logoPng: logo !== null && unpackLogo(logo) !== null ? logo.png : null,
        qrOf: (payload) => printedQr(payload, NO_BOUND_DOTS, 8),
        barsOf: barcodeModules
      },
      t
    )
  }

  #fontsFor(words: string): PageFont[] {
    const files = this.#listed()
    const stems = stemsFor(
      words,
      files.map(({ stem }) => stem)
    )
    return stems.flatMap((stem) => files.filter((file) => file.stem === stem).map((file) => this.#read(file)))
  }

  #listed() {
    this.#files ??= readdirSync(this.#fontsDir)
      .toSorted()
      .flatMap((name) => {
        const { stem, weight } = FONT_FILE.exec(name)?.groups ?? {}
        return stem === undefined ? [] : [{ name, stem, weight: weight === '700' ? (700 as const) : (400 as const) }]
      })
    return this.#files
  }

  #read({ name, stem, weight }: { name: string; stem: string; weight: 400 | 700 }): PageFont {
    const known = this.#fonts.get(name)
    if (known) return known
    const font = { stem, weight, base64: readFileSync(path.join(this.#fontsDir, name)).toString('base64') }
    this.#fonts.set(name, font)
    return font
  }
}
