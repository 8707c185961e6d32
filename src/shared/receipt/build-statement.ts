import { formatBookDate } from '#shared/calendar/book-date.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import { absolute, type Minor, ZERO } from '#shared/money/money.ts'
import {
  counterAndPerson,
  cut,
  dateTime,
  footTexts,
  inSign,
  pair,
  rule,
  shopHead,
  signed,
  spacingOf,
  text,
  wordsBlocks
} from './paper-blocks.ts'
import { paymentBlock } from './payment-block.ts'
import type { ReceiptBlock, ReceiptDocument, TableRow } from './receipt-document.ts'
import type { StatementFacts } from './receipt-facts.ts'
import { type ReceiptLayout, STANDARD_LAYOUT, showsSection } from './receipt-layout.ts'
import type { Translate } from './receipt-texts.ts'
import { said, secondLanguageOf, secondOf } from './said.ts'

/** A party's account over a period: each line with the balance after it, and at the foot who owes whom. */
export function buildStatement(
  facts: StatementFacts,
  t: Translate,
  layout: ReceiptLayout = STANDARD_LAYOUT
): ReceiptDocument {
  const title = t('statementTitle')
  const closing = facts.closingBalanceMinor
  const closingWords = said(t, closing > 0 ? 'newYouOwe' : closing < 0 ? 'newWeOwe' : 'newClear')
  const asked = showsSection(layout, 'payment') ? closing : ZERO
  const payment = paymentBlock(facts.shop, asked, facts.reference, facts.reference, layout, t)
  return {
    version: 1,
    language: facts.language,
    ...secondLanguageOf(t),
    title: t('titleWithNumber', { title, number: facts.party.name }),
    ...spacingOf(layout),
    blocks: [
      ...shopHead(facts.shop, layout, t),
      rule('thick'),
      ...text(said(t, 'statementTitle'), { align: 'center', size: 'large', weight: 'bold' }),
      ...text(facts.party.name, { size: 'large', weight: 'bold' }),
      ...text(facts.party.place, { size: 'small', maxLines: 2 }),
      ...(facts.party.phone === ''
        ? []
        : text(t('phone', { phone: facts.party.phone }), { size: 'small', maxLines: 1 })),
      ...text(t('statementPeriod', { from: formatBookDate(facts.fromOn), to: formatBookDate(facts.toOn) })),
      rule(),
      pair(said(t, 'statementOpening'), balanceWords(facts.openingBalanceMinor, t), 'bold'),
      rule(),
      ...rowBlocks(facts, t),
      rule('double'),
      {
        type: 'big-amount',
        label: closingWords.text,
        ...secondOf(closingWords),
        amount: inSign(absolute(closing), t)
      },
      ...wordsBlocks(absolute(closing), facts.language, t),
      ...(payment.length === 0 ? [] : [rule(), ...payment]),
      rule(),
      ...text(t('statementPrinted', { when: dateTime(facts.printedOn, facts.time, t) }), { size: 'small' }),
      ...counterAndPerson('', facts.personName, t),
      ...footTexts(facts.shop, layout),
      cut(layout)
    ]
  }
}

function rowBlocks(facts: StatementFacts, t: Translate): ReceiptBlock[] {
  if (facts.rows.length === 0) return text(t('statementNoRows'))
  const head: TableRow = { cells: [t('statementDate'), t('statementAmount'), t('statementBalance')], weight: 'bold' }
  const rows = facts.rows.map((row): TableRow => {
    const what = t('statementRow', { date: formatBookDate(row.on), number: row.number, text: row.text }).trim()
    return { cells: [what, signed(row.amountMinor, t), balanceWords(row.balanceMinor, t)], weight: 'regular' }
  })
  return [
    {
      type: 'table',
      columns: [
        { align: 'left', width: 'fill' },
        { align: 'right', width: 'fit' },
        { align: 'right', width: 'fit' }
      ],
      rows: [head, ...rows],
      size: 'small'
    },
    ...text(t('statementWordsNote'), { size: 'small' })
  ]
}

/** The size of a balance with the word that says whose it is. */
function balanceWords(balance: Minor, t: Translate): string {
  const amount = formatAmount(absolute(balance), t.currency)
  return balance > 0 ? t('statementOwes', { amount }) : balance < 0 ? t('statementAdvance', { amount }) : amount
}
