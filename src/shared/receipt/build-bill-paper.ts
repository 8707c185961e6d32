import { goodsBlocks } from './bill-goods.ts'
import {
  bankBlocks,
  billPartyBlocks,
  billShopBlocks,
  billSignatureBlocks,
  billTitleBlocks,
  type FactsWithBill,
  only
} from './bill-sections.ts'
import { sumBlocks } from './bill-sums.ts'
import { hsnTable } from './bill-taxes.ts'
import { copyMarkKeys } from './bill-titles.ts'
import { rule, text } from './paper-blocks.ts'
import type { ReceiptBlock, ReceiptDocument } from './receipt-document.ts'
import { everySection, type ReceiptLayout, type ReceiptSection, showsSection } from './receipt-layout.ts'
import { cancelBlocks, partyLabelKey, sectionBlocks, titleKey } from './receipt-sections.ts'
import type { Translate } from './receipt-texts.ts'

type PartId = ReceiptSection | 'marks' | 'sums' | 'bank'

interface Part {
  readonly id: PartId
  readonly blocks: readonly ReceiptBlock[]
}

/** The head of a sheet, where its parts follow each other: who sells at the left, which paper it is at the right. */
const HEAD_LEFT: ReadonlySet<PartId> = new Set<PartId>(['logo', 'shop'])
const HEAD_RIGHT: ReadonlySet<PartId> = new Set<PartId>(['title', 'counter'])
/** What is reckoned up stands at the right of a sheet, with tax by HSN, words and payment code at its left. */
const RECKONING: ReadonlySet<PartId> = new Set<PartId>(['sums', 'total', 'words', 'tender', 'balances'])

/** A bill must say these, whatever the shop hides on its receipts. */
const ALWAYS: ReadonlySet<ReceiptSection> = new Set<ReceiptSection>(['shop', 'party', 'lines'])

/**
 * The paper of a bill: one document for rolls and sheets, arranged as the shop wants it. On a roll everything stands one under the
 * other; on a sheet head, buyer, reckoning and end stand in two columns.
 */
export function billPaperBlocks(facts: FactsWithBill, layout: ReceiptLayout, t: Translate): ReceiptBlock[] {
  const parts = partsOf(facts, layout, t).filter((part) => part.blocks.length > 0)
  const runs = runsOf(parts)
  return [
    ...copyMarks(facts, layout, t)
      .slice(0, 1)
      .flatMap((mark) => text(mark, { align: 'right', size: 'small' })),
    ...runs.flatMap((run, index) => [
      ...lineBetween(runs[index - 1]?.at(-1) ?? null, run[0] ?? null),
      ...arranged(run, facts, layout, t)
    ])
  ]
}

/** Whose the first papers are, in words. */
export const copyMarks = ({ bill: { bill } }: FactsWithBill, layout: ReceiptLayout, t: Translate): string[] =>
  copyMarkKeys(bill, layout.billCopies).map((key) => t(key))

export const copyMarksOf = (
  facts: FactsWithBill,
  layout: ReceiptLayout,
  t: Translate
): Pick<ReceiptDocument, 'copyMarks'> => {
  const marks = copyMarks(facts, layout, t)
  return marks.length === 0 ? {} : { copyMarks: marks }
}

const HEAD: ReadonlySet<PartId> = new Set<PartId>(['logo', 'shop', 'title', 'counter', 'party'])

function partsOf(facts: FactsWithBill, layout: ReceiptLayout, t: Translate): Part[] {
  const shown = everySection(layout).filter(({ id, isShown }) => isShown || ALWAYS.has(id))
  const parts = shown.flatMap(({ id }) => partOf(id, facts, layout, t))
  const behindHead = parts.findIndex(({ id }) => !HEAD.has(id))
  return parts.toSpliced(behindHead, 0, { id: 'marks', blocks: cancelBlocks(facts, t) })
}

function partOf(id: ReceiptSection, facts: FactsWithBill, layout: ReceiptLayout, t: Translate): Part[] {
  const { bill } = facts.bill
  switch (id) {
    case 'shop':
      return [{ id, blocks: billShopBlocks(facts, layout, t) }]
    case 'title':
      return [{ id, blocks: billTitleBlocks(facts, titleKey(facts), t) }]
    case 'party':
      return [{ id, blocks: billPartyBlocks(facts, partyLabelKey(facts), layout, t) }]
    case 'lines':
      return [
        { id, blocks: [...goodsBlocks(bill, layout, t), ...text(facts.note, { size: 'small', maxLines: 6 })] },
        {
          id: 'sums',
          blocks: [
            ...only('roll', sumBlocks(bill, layout, 'roll', t)),
            ...only('sheet', sumBlocks(bill, layout, 'sheet', t))
          ]
        }
      ]
    case 'words':
      return [{ id, blocks: only('roll', sectionBlocks(id, facts, layout, t)) }]
    case 'payment':
      return [
        { id, blocks: only('roll', sectionBlocks(id, facts, layout, t)) },
        { id: 'bank', blocks: only('roll', bankBlocks(layout, t)) }
      ]
    case 'signature':
      return [{ id, blocks: only('roll', billSignatureBlocks(facts, 'roll', t)) }]
    default:
      return [{ id, blocks: sectionBlocks(id, facts, layout, t) }]
  }
}

/** Parts that stand together on a sheet. */
function runsOf(parts: readonly Part[]): Part[][] {
  const runs: Part[][] = []
  for (const part of parts) {
    const last = runs.at(-1)
    if (last !== undefined && belongTogether(last, part.id)) last.push(part)
    else runs.push([part])
  }
  return runs
}

function belongTogether(run: readonly Part[], next: PartId): boolean {
  const ids = run.map(({ id }) => id)
  if (ids.every((id) => RECKONING.has(id))) return RECKONING.has(next)
  if (!ids.every((id) => HEAD_LEFT.has(id) || HEAD_RIGHT.has(id))) return false
  // What has begun at the right never goes back to the left: the order on a roll is the shop's.
  return HEAD_RIGHT.has(next) || (HEAD_LEFT.has(next) && ids.every((id) => HEAD_LEFT.has(id)))
}

function arranged(run: readonly Part[], facts: FactsWithBill, layout: ReceiptLayout, t: Translate): ReceiptBlock[] {
  const [first] = run
  if (first === undefined) return []
  if (RECKONING.has(first.id)) {
    // What stands beside the reckoning stands there once, wherever the shop put the rest.
    if (!run.some(({ id }) => id === 'total')) return [{ type: 'beside', columns: [[], reckoned(run)] }]
    const right = [...reckoned(run), ...sheetEnd(facts, layout, t)]
    return [{ type: 'beside', columns: [sheetLeft(facts, layout, t), right] }]
  }
  const left = run.filter(({ id }) => HEAD_LEFT.has(id))
  const right = run.filter(({ id }) => HEAD_RIGHT.has(id))
  if (left.length === 0 || right.length === 0) return stacked(run)
  const line = lineBetween(left.at(-1) ?? null, right[0] ?? null)
  return [{ type: 'beside', columns: [stacked(left), [...only('roll', line), ...stacked(right)]] }]
}

/** What stands beside the reckoning on a sheet. */
function sheetLeft(facts: FactsWithBill, layout: ReceiptLayout, t: Translate): ReceiptBlock[] {
  const beside = (['words', 'payment'] as const).filter((id) => showsSection(layout, id))
  return only('sheet', [
    ...(layout.hasTaxTable ? hsnTable(facts.bill.bill, t) : []),
    ...beside.flatMap((id) => sectionBlocks(id, facts, layout, t)),
    ...bankBlocks(layout, t)
  ])
}

/** On a sheet the shop signs under the reckoning, where room is left beside the code. */
const sheetEnd = (facts: FactsWithBill, layout: ReceiptLayout, t: Translate): ReceiptBlock[] =>
  showsSection(layout, 'signature') ? only('sheet', [rule('thin'), ...billSignatureBlocks(facts, 'sheet', t)]) : []

/** What is reckoned up keeps its lines on a sheet, too. */
const reckoned = (parts: readonly Part[]): ReceiptBlock[] =>
  parts.flatMap((part, index) => {
    const line = lineBetween(parts[index - 1] ?? null, part)
    return [...(part.id === 'total' ? only('roll', line) : line), ...part.blocks]
  })

/** Parts one under the other, with the lines of a roll between them. */
const stacked = (parts: readonly Part[]): ReceiptBlock[] =>
  parts.flatMap((part, index) => [...only('roll', lineBetween(parts[index - 1] ?? null, part)), ...part.blocks])

/** Sections that belong together stand without a line between them. */
const GROUPS: Partial<Record<PartId, PartId>> = { logo: 'shop', counter: 'title', words: 'total', bank: 'payment' }
const groupOf = (id: PartId): PartId => GROUPS[id] ?? id

function lineBetween(above: Part | null, below: Part | null): ReceiptBlock[] {
  if (above === null || below === null || groupOf(above.id) === groupOf(below.id)) return []
  if (groupOf(above.id) === 'shop') return [rule('thick')]
  // The table of a sheet brings lines of its own, and its code stands beside the reckoning.
  const isOwn = (id: PartId) => id === 'lines' || id === 'signature' || groupOf(id) === 'payment'
  if (isOwn(above.id) || isOwn(below.id)) return only('roll', [rule('thin')])
  return [rule(below.id === 'total' ? 'double' : 'thin')]
}
