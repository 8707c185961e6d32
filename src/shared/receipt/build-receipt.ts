import { printedBill } from './bill-gross.ts'
import type { FactsWithBill } from './bill-sections.ts'
import { billPaperBlocks, copyMarksOf } from './build-bill-paper.ts'
import { cut, rule, spacingOf } from './paper-blocks.ts'
import type { ReceiptBlock, ReceiptDocument } from './receipt-document.ts'
import type { ReceiptFacts } from './receipt-facts.ts'
import { type ReceiptLayout, type ReceiptSection, STANDARD_LAYOUT, shownSections } from './receipt-layout.ts'
import { cancelBlocks, receiptTitle, sectionBlocks } from './receipt-sections.ts'
import type { Translate } from './receipt-texts.ts'
import { secondLanguageOf } from './said.ts'

/** Whose paper it is: a cancelled one says so directly under these. */
const HEAD: ReadonlySet<ReceiptSection> = new Set<ReceiptSection>(['logo', 'shop', 'title', 'counter', 'party'])

/** Sections that belong together stand without a line between them. */
const TOGETHER: Partial<Record<ReceiptSection, ReceiptSection>> = { logo: 'shop', counter: 'title', words: 'total' }
const groupOf = (id: ReceiptSection | 'marks'): string => (id === 'marks' ? id : (TOGETHER[id] ?? id))

/** A part of the paper that says something. `marks` is what tells a cancelled paper from a good one. */
interface Part {
  readonly id: ReceiptSection | 'marks'
  readonly blocks: readonly ReceiptBlock[]
}

/**
 * The receipt of one entry, in words and figures, arranged as the shop wants it. Pure: the same facts and the same layout
 * always make the same paper.
 */
export function buildReceipt(
  facts: ReceiptFacts,
  t: Translate,
  layout: ReceiptLayout = STANDARD_LAYOUT
): ReceiptDocument {
  const withBill = hasBill(facts) ? facts : null
  return {
    version: 1,
    language: facts.language,
    ...secondLanguageOf(t),
    title: receiptTitle(facts, t),
    ...spacingOf(layout),
    ...(withBill === null ? {} : copyMarksOf(withBill, layout, t)),
    blocks: [
      ...(withBill === null ? entryBlocks(facts, layout, t) : billPaperBlocks(asPrinted(withBill), layout, t)),
      cut(layout)
    ]
  }
}

const asPrinted = (facts: FactsWithBill): FactsWithBill => ({
  ...facts,
  bill: { ...facts.bill, bill: printedBill(facts.bill.bill) }
})

/** A cancellation of a bill is no bill: it names what it cancels. */
const hasBill = (facts: ReceiptFacts): facts is FactsWithBill => facts.bill !== undefined && facts.kind !== 'reversal'

function entryBlocks(facts: ReceiptFacts, layout: ReceiptLayout, t: Translate): ReceiptBlock[] {
  const parts = partsOf(facts, layout, t).filter((part) => part.blocks.length > 0)
  return parts.flatMap((part, index) => [...lineBetween(parts[index - 1] ?? null, part), ...part.blocks])
}

/** The sections in the shop's order. The marks stand behind the head, wherever that was put, and cannot be left out. */
function partsOf(facts: ReceiptFacts, layout: ReceiptLayout, t: Translate): Part[] {
  const ids = shownSections(layout)
  const parts = ids.map((id): Part => ({ id, blocks: sectionBlocks(id, facts, layout, t) }))
  const behindHead = ids.findIndex((id) => !HEAD.has(id))
  return parts.toSpliced(behindHead, 0, { id: 'marks', blocks: cancelBlocks(facts, t) })
}

function lineBetween(above: Part | null, below: Part): ReceiptBlock[] {
  // A signature brings a line of its own.
  if (above === null || below.id === 'signature') return []
  if (groupOf(above.id) === groupOf(below.id)) return []
  if (groupOf(above.id) === 'shop') return [rule('thick')]
  return [rule(below.id === 'total' ? 'double' : 'thin')]
}
