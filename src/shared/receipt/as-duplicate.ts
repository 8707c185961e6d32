import type { ReceiptDocument } from './receipt-document.ts'
import type { Translate } from './receipt-texts.ts'
import { said } from './said.ts'

/**
 * The same paper, marked so that nobody takes it for the first one: a bar at the top and another above the cut.
 * `copyNo` is 2 for the first reprint. A drawer pulse is never repeated. The copies that the law asks for of a bill say
 * instead whose they are.
 */
export function asDuplicate(document: ReceiptDocument, copyNo: number, t: Translate): ReceiptDocument {
  const mark = document.copyMarks?.[copyNo - 1]
  if (mark !== undefined) return withMark(document, mark)
  const banner = { type: 'banner', ...said(t, 'duplicate', { copy: copyNo }) } as const
  // Whose the first paper was is not said of a further one.
  const unmarked = document.copyMarks === undefined ? document.blocks : document.blocks.slice(1)
  const kept = unmarked.filter((block) => block.type !== 'drawer')
  const body = kept.filter((block) => block.type !== 'cut')
  const cut = kept.filter((block) => block.type === 'cut').slice(0, 1)
  return {
    ...document,
    blocks: [banner, { type: 'space', size: 'small' }, ...body, { type: 'space', size: 'small' }, banner, ...cut]
  }
}

/** The first block of a paper with marks is the mark of the first. */
function withMark(document: ReceiptDocument, mark: string): ReceiptDocument {
  const [first, ...others] = document.blocks.filter((block) => block.type !== 'drawer')
  if (first?.type !== 'text') return document
  return { ...document, blocks: [{ ...first, text: mark }, ...others] }
}
