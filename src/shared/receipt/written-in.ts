import { unreachable } from '#shared/kernel/assert.ts'
import { type CodePageName, inPage } from '#shared/printing/code-pages.ts'
import { onRoll, type RollBlock } from './on-roll.ts'
import type { GoodsRow, ReceiptDocument } from './receipt-document.ts'

/** The document in letters of a code page, or null when one of its texts has a letter that the page lacks. */
export function writtenIn(document: ReceiptDocument, page: CodePageName): ReceiptDocument | null {
  const missing: string[] = []
  const write = (text: string): string => {
    const written = inPage(text, page)
    if (written === null) missing.push(text)
    return written ?? ''
  }
  if (document.labels !== undefined) return null
  const blocks: RollBlock[] = []
  for (const block of onRoll(document).blocks) {
    blocks.push(writeBlock(block, write))
    if (missing.length > 0) return null
  }
  return { ...document, blocks }
}

/** What a code holds is never rewritten: it is read by a phone, not by a person. */
function writeBlock(block: RollBlock, write: (text: string) => string): RollBlock {
  switch (block.type) {
    case 'text':
    case 'banner':
      return { ...block, text: write(block.text) }
    case 'pair':
      return { ...block, label: write(block.label), value: write(block.value) }
    case 'table':
      return { ...block, rows: block.rows.map((row) => ({ ...row, cells: row.cells.map(write) })) }
    case 'goods':
      return { ...block, rows: block.rows.map((row) => writeGoods(row, write)) }
    case 'big-amount':
      return { ...block, label: write(block.label), amount: write(block.amount) }
    case 'qr':
      return {
        ...block,
        caption: write(block.caption),
        detail: write(block.detail),
        ...(block.instead === undefined ? {} : { instead: block.instead.map(write) })
      }
    // Bars are a picture.
    case 'label':
    case 'picture':
    case 'letter-samples':
    case 'rule':
    case 'space':
    case 'ruler':
    case 'cut':
    case 'drawer':
      return block
    default:
      return unreachable(block)
  }
}

/** What a sheet says of a line in its columns is not printed in letters. */
const writeGoods = (row: GoodsRow, write: (text: string) => string): GoodsRow => ({
  ...row,
  name: write(row.name),
  reckoning: write(row.reckoning),
  amount: write(row.amount),
  details: row.details.map(write)
})
