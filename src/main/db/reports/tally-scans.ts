/** Statements of the one walk that the tally of days makes, each over entries (or moves) from one number to another. */

const flow = (amount: string): string => `sum(max(${amount}, 0)), sum(min(${amount}, 0)), sum(${amount} <> 0)`
const LEGS = '(entry.cash_minor + entry.upi_minor + entry.bank_minor + entry.credit_minor)'
/** A reversal counts as what it undoes. Only a reversal has the number of another entry. */
const KIND = `case when entry.reverses_no is null then entry.kind_no
  else (select kind_no from entry as undone where undone.entry_no = entry.reverses_no) end`
const IS_UNDOING = 'entry.reverses_no is not null'
const IS_SUPPLIER = `entry.party_no is not null and (select kind = 'supplier' from party where party.party_no = entry.party_no)`

/** Put together by the caller, in half the time that SQLite takes to sort and group them. */
export const ENTRIES = `select book_on, kind_no, reverses_no, other_no, party_no, amount_minor, cash_minor, upi_minor, bank_minor,
    credit_minor
  from entry where entry_no between ? and ?`

export const PARTS = `select entry.book_on, ${KIND}, ${IS_UNDOING}, part.account_no, ${flow('part.amount_minor')}
  from entry_part as part cross join entry on entry.entry_no = part.entry_no
  where part.entry_no between ? and ? group by 1, 2, 3, 4`

/** What the parts take off the one other account, where it was debited and where it was credited. */
export const CORRECTIONS = `select entry.book_on, ${KIND}, ${IS_UNDOING}, entry.other_no, ${IS_SUPPLIER},
    sum(case when ${LEGS} < 0 then part.amount_minor else 0 end), sum(case when ${LEGS} < 0 then 0 else part.amount_minor end)
  from entry_part as part cross join entry on entry.entry_no = part.entry_no
  where part.entry_no between ? and ? group by 1, 2, 3, 4, 5`

export const MOVES = `select move.book_on, coalesce((select reason from stock_adjustment
      where stock_adjustment.adjustment_no = move.adjustment_no), ''), sum(move.value_minor)
  from stock_move as move where move.move_no between ? and ? group by 1, 2`
