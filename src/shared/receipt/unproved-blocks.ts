import { formatAmount } from '#shared/money/format-amount.ts'
import type { Minor } from '#shared/money/money.ts'
import { pair, rule, text } from './paper-blocks.ts'
import type { ReceiptBlock } from './receipt-document.ts'
import type { Translate } from './receipt-texts.ts'

/** A payment by UPI that no statement had proved when the day was closed. */
export interface UnprovedLine {
  /** `HH:MM`; of another day, that day. */
  readonly time: string
  readonly number: string
  readonly partyName: string
  readonly amountMinor: Minor
  readonly state: 'waiting' | 'claimed' | 'returned'
}

const HEADS = { returned: 'dayUpiReturned', claimed: 'dayUpiClaimed', waiting: 'dayUpiWaiting' } as const

/** Of each state its payments, below the words that the totals have for it: the owner looks for these in his bank's app. */
export function unprovedBlocks(lines: readonly UnprovedLine[], moreCount: number, t: Translate): ReceiptBlock[] {
  const of = (state: UnprovedLine['state']) => {
    const own = lines.filter((line) => line.state === state)
    if (own.length === 0) return []
    return [
      ...text(t(HEADS[state]), { weight: 'bold', size: 'small' }),
      ...own.map((line) =>
        pair(
          [line.time, line.number, line.partyName].filter(Boolean).join('  '),
          formatAmount(line.amountMinor, t.currency),
          'regular',
          'small'
        )
      )
    ]
  }
  const more = moreCount === 0 ? [] : text(`+ ${moreCount}`, { size: 'small', align: 'right' })
  const blocks = [...of('returned'), ...of('claimed'), ...of('waiting'), ...more]
  return blocks.length === 0 ? [] : [rule(), ...blocks]
}
