import type { ReceiptDocument } from './receipt-document.ts'
import type { Translate } from './receipt-texts.ts'
import { said } from './said.ts'

/**
 * The same paper, marked so that nobody takes it for the first one: a bar at the top and another above the cut.
 * `copyNo` is 2 for the first reprint. A drawer pulse is never repeated.
 */
export function asDuplicate(document: ReceiptDocument, copyNo: number, t: Translate): ReceiptDocument {
  const banner = { type: 'banner', ...said(t, 'duplicate', { copy: copyNo }) } as const
  const kept = document.blocks.filter((block) => block.type !== 'drawer')
  const body = kept.filter((block) => block.type !== 'cut')
  const cut = kept.filter((block) => block.type === 'cut').slice(0, 1)
  return {
    ...document,
    blocks: [banner, { type: 'space', size: 'small' }, ...body, { type: 'space', size: 'small' }, banner, ...cut]
  }
}
