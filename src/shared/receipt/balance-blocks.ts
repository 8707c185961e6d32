import { formatAmount } from '#shared/money/format-amount.ts'
import { absolute, add, type Minor, negate, subtract, sum, ZERO } from '#shared/money/money.ts'
import { pair, rule, signed } from './paper-blocks.ts'
import type { ReceiptBlock } from './receipt-document.ts'
import type { ReceiptFacts } from './receipt-facts.ts'
import type { ReceiptTextKey, Translate } from './receipt-texts.ts'
import { said } from './said.ts'

/** One step from the old balance to the new: positive when the party owes more after it. */
interface BalanceStep {
  readonly key: ReceiptTextKey
  readonly amountMinor: Minor
}

/**
 * Old balance, what this entry did to it, new balance: who owes whom is said in words, never by a bare sign.
 * The steps are printed only when they lead exactly from the old to the new balance.
 */
export function balanceBlocks(facts: ReceiptFacts, t: Translate): ReceiptBlock[] {
  const { oldBalanceMinor: before, newBalanceMinor: after } = facts
  if (before === null || after === null) return []
  const steps = balanceSteps(facts, before, after).filter((step) => step.amountMinor !== 0)
  const leads = add(before, sum(steps.map((step) => step.amountMinor))) === after
  return [
    pair(said(t, oldKey(before)), formatAmount(absolute(before), t.currency)),
    ...(leads ? steps.map((step) => pair(said(t, step.key), signed(step.amountMinor, t))) : []),
    rule('thin'),
    pair(said(t, newKey(after)), formatAmount(absolute(after), t.currency), 'bold', 'large')
  ]
}

const oldKey = (balance: Minor): ReceiptTextKey => (balance > 0 ? 'oldYouOwe' : balance < 0 ? 'oldWeOwe' : 'oldClear')
const newKey = (balance: Minor): ReceiptTextKey => (balance > 0 ? 'newYouOwe' : balance < 0 ? 'newWeOwe' : 'newClear')

function balanceSteps(facts: ReceiptFacts, before: Minor, after: Minor): BalanceStep[] {
  const { amountMinor, creditMinor } = facts
  switch (facts.kind) {
    case 'sale':
      return [
        { key: 'thisBill', amountMinor },
        { key: 'paidNow', amountMinor: subtract(creditMinor, amountMinor) }
      ]
    case 'sale-return':
      return [
        { key: 'thisReturn', amountMinor: negate(amountMinor) },
        { key: 'refundedNow', amountMinor: add(amountMinor, creditMinor) }
      ]
    case 'purchase':
      return [
        { key: 'thisPurchase', amountMinor: negate(amountMinor) },
        { key: 'paidNow', amountMinor: add(amountMinor, creditMinor) }
      ]
    case 'purchase-return':
      return [
        { key: 'thisReturn', amountMinor },
        { key: 'refundedNow', amountMinor: subtract(creditMinor, amountMinor) }
      ]
    case 'got':
      return [{ key: 'receivedNow', amountMinor: negate(amountMinor) }]
    case 'gave':
      return [{ key: 'givenNow', amountMinor }]
    case 'reversal':
      return [{ key: 'thisCancellation', amountMinor: subtract(after, before) }]
    // A quotation and a challan leave every account as it is.
    case 'quotation':
    case 'challan':
    case 'expense':
    case 'contra':
      return [{ key: 'paidNow', amountMinor: ZERO }]
  }
}
