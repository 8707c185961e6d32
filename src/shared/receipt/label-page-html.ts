import { LABEL_GRIDS, perSheet } from './label-sheet.ts'
import { fontCss } from './page-fonts.ts'
import type { PageLook, Pages } from './page-html.ts'
import { escaped } from './page-words.ts'
import type { ReceiptBlock, ReceiptDocument } from './receipt-document.ts'
import { RECEIPT_LANGUAGE_FACTS } from './receipt-language.ts'

type Label = Extract<ReceiptBlock, { type: 'label' }>

/** The least light beside the bars that a reader needs, in modules. */
const QUIET = 10
/** A module of the nominal size of EAN; on a small sticker the bars are drawn narrower. */
const MODULE_MM = 0.33

/** Labels on sheets of stickers: each exactly on its own, the used ones left out, no foot. */
export function labelPages(document: ReceiptDocument, look: PageLook): Pages {
  const { sheet, skip } = document.labels ?? { sheet: '65', skip: 0 }
  const grid = LABEL_GRIDS[sheet]
  const labels = document.blocks.filter((block): block is Label => block.type === 'label')
  const all = [
    ...Array.from({ length: skip }, () => '<div></div>'),
    ...labels.flatMap((label) => Array.from({ length: label.copies }, () => labelHtml(label, look)))
  ]
  const size = perSheet(grid)
  const pages: string[] = []
  for (let at = 0; at < all.length; at += size) pages.push(`<main>${all.slice(at, at + size).join('\n')}</main>`)
  const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
  const { direction } = RECEIPT_LANGUAGE_FACTS[document.language]
  const html = [
    `<!doctype html><html lang="${document.language}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<title>${escaped(document.title)}</title>`,
    `<style>${fontCss(look.fonts, 'body')}${labelCss(sheet, direction)}</style></head><body>`,
    ...pages,
    '</body></html>'
  ].join('\n')
  return { html, footHtml: '<span></span>', sheet: 'a4', title: document.title }
}

function labelHtml({ shop, name, price, mrp, barcode }: Label, look: PageLook): string {
  const modules = barcode === null ? null : look.barsOf(barcode)
  const bars = modules === null ? '' : barsHtml(modules)
  const code = barcode === null ? '' : `<p class="code">${escaped(barcode.text)}</p>`
  return [
    '<div class="label">',
    `<p class="shop"><bdi>${escaped(shop)}</bdi></p>`,
    `<p class="name"><bdi>${escaped(name)}</bdi></p>`,
    `<p class="prices"><b><bdi>${escaped(price)}</bdi></b><bdi>${escaped(mrp)}</bdi></p>`,
    bars,
    code,
    '</div>'
  ].join('')
}

/** Bars as whole units of a drawing, which a printer sets at its own resolution. */
function barsHtml(modules: string): string {
  const width = modules.length + 2 * QUIET
  const bars = [...modules.matchAll(/1+/g)].map(
    ({ index, 0: run }) => `M${QUIET + index} 0h${run.length}v10h-${run.length}z`
  )
  const style = `width: min(100%, ${(width * MODULE_MM).toFixed(2)}mm)`
  return `<svg viewBox="0 0 ${width} 10" preserveAspectRatio="none" shape-rendering="crispEdges" style="${style}"><path d="${bars.join('')}"/></svg>`
}

function labelCss(sheet: keyof typeof LABEL_GRIDS, direction: 'ltr' | 'rtl'): string {
  const { columns, rows, widthMm, heightMm, topMm, leftMm, gapMm } = LABEL_GRIDS[sheet]
  const isSmall = heightMm < 30
  return `
@page { size: 210mm 297mm; margin: 0; }
* { box-sizing: border-box; margin: 0; }
body { color: #000; background: #fff; font-size: ${isSmall ? 6.5 : 9}pt; line-height: 1.15; }
main { display: grid; width: 210mm; height: 296.9mm; padding: ${topMm}mm 0 0 ${leftMm}mm; overflow: hidden; break-after: page;
  grid-template-columns: repeat(${columns}, ${widthMm}mm); grid-template-rows: repeat(${rows}, ${heightMm}mm); column-gap: ${gapMm}mm; }
main:last-child { break-after: auto; }
.label { direction: ${direction}; display: flex; flex-direction: column; align-items: center; padding: ${isSmall ? '1mm 1.5mm' : '2mm 2.5mm'}; overflow: hidden; text-align: center; }
.shop { font-size: 0.85em; max-width: 100%; white-space: nowrap; overflow: hidden; }
.name { font-weight: 700; max-height: 2.3em; overflow: hidden; overflow-wrap: anywhere; }
.prices { display: flex; gap: 2mm; justify-content: center; align-items: baseline; white-space: nowrap; }
.prices b { font-size: 1.25em; }
.label svg { flex: 1 1 0; min-height: 4mm; display: block; direction: ltr; }
.code { font-size: 0.9em; letter-spacing: 0.08em; direction: ltr; }
`
}
