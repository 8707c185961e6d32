import type { ReceiptBlock, ReceiptDocument } from './receipt-document.ts'

/** A block of a paper on a roll, where everything stands one under the other. */
export type RollBlock = Exclude<ReceiptBlock, { type: 'beside' }>

/** The blocks of a paper as a roll shows them: what is only for sheets is gone. */
export const rollBlocks = (blocks: readonly ReceiptBlock[]): RollBlock[] =>
  blocks.flatMap((block) => {
    if (block.type !== 'beside') return [block]
    return block.on === 'sheet' ? [] : block.columns.flatMap(rollBlocks)
  })

/** A document whose blocks all stand one under the other. */
export const onRoll = (document: ReceiptDocument): ReceiptDocument & { readonly blocks: readonly RollBlock[] } => ({
  ...document,
  blocks: rollBlocks(document.blocks)
})
