import { EXPENSE_PLACES } from '#shared/expenses/recurring-expense.ts'
import { IMPORT_KINDS } from '#shared/import/import-plan.ts'
import { ENTRY_KINDS } from '#shared/ledger/entry-kind.ts'
import { GUARD_RAILS } from '#shared/ledger/guard-rails.ts'
import { UPI_STATES } from '#shared/ledger/upi-state.ts'
import { PARTY_KINDS } from '#shared/parties/party.ts'
import { MATCH_REASONS } from '#shared/payments/match-evidence.ts'
import { PRINT_KINDS } from '#shared/printing/print-job.ts'
import { CHANNELS_TO_PARTY, MESSAGE_STATES, PURPOSES } from '#shared/reminders/purpose.ts'
import { BILL_KINDS, NOTE_REASONS } from '#shared/sales/bill-request.ts'
import { BILL_RAILS } from '#shared/sales/bill-warnings.ts'
import { CUSTOMER_BALANCES, THEMES } from '#shared/settings/settings.ts'
import { STOCK_REASONS } from '#shared/stock/adjustment.ts'
import { TAX_REGISTRATIONS } from '#shared/tax/tax-scheme.ts'
import { ROLES } from './role.ts'

const WORDS = 'log-words:value'

/** The closed lists whose members the log says in words: where the words stand, and all members. */
export const LOG_CHOICES = {
  role: { words: 'people:role', of: ROLES },
  entryKind: { words: 'ledger:kind', of: ENTRY_KINDS },
  partyKind: { words: 'ledger:partyKind', of: PARTY_KINDS },
  theme: { words: `${WORDS}.theme`, of: THEMES },
  customerBalance: { words: `${WORDS}.customerBalance`, of: CUSTOMER_BALANCES },
  registration: { words: `${WORDS}.registration`, of: TAX_REGISTRATIONS },
  upiState: { words: `${WORDS}.upiState`, of: UPI_STATES },
  stockReason: { words: `${WORDS}.stockReason`, of: STOCK_REASONS },
  settleWay: { words: `${WORDS}.settleWay`, of: ['oldest', 'against', 'advance', 'on-account'] },
  side: { words: `${WORDS}.side`, of: ['get', 'give'] },
  slipState: { words: `${WORDS}.slipState`, of: ['settled', 'entered', 'dropped'] },
  channel: { words: `${WORDS}.channel`, of: CHANNELS_TO_PARTY },
  purpose: { words: `${WORDS}.purpose`, of: PURPOSES },
  messageState: { words: `${WORDS}.messageState`, of: MESSAGE_STATES },
  matchReason: { words: `${WORDS}.matchReason`, of: MATCH_REASONS },
  consent: { words: `${WORDS}.consent`, of: ['given', 'refused'] },
  paysWithin: { words: `${WORDS}.paysWithin`, of: ['msme-15', 'msme-45'] },
  billKind: { words: `${WORDS}.billKind`, of: BILL_KINDS },
  noteReason: { words: `${WORDS}.noteReason`, of: NOTE_REASONS.filter((one) => one !== '') },
  every: { words: `${WORDS}.every`, of: ['never', 'week', 'month'] },
  weekday: { words: `${WORDS}.weekday`, of: ['0', '1', '2', '3', '4', '5', '6'] },
  place: { words: `${WORDS}.place`, of: EXPENSE_PLACES },
  importKind: { words: `${WORDS}.importKind`, of: IMPORT_KINDS },
  lockWhy: { words: `${WORDS}.lockWhy`, of: ['asked', 'idle'] },
  rail: { words: `${WORDS}.rail`, of: GUARD_RAILS },
  billRail: { words: `${WORDS}.billRail`, of: BILL_RAILS },
  // A copy that was saved names an entry where a printed one names the receipt.
  paper: { words: `${WORDS}.paper`, of: [...PRINT_KINDS, 'entry'] }
} as const satisfies Record<string, { readonly words: string; readonly of: readonly string[] }>
export type LogChoice = keyof typeof LOG_CHOICES

/**
 * How a field of a fact is said. `hidden`: an id, a secret, or what another column says. `bare` and `ownAccount`: without a label. `changed`:
 * too long to be said, only that it was set. `names` and `rails` say each of a list by its name; `printer`, `party` and the like look the
 * name up. `inner:…` says the fields of an object by the table of that name; `fact` says a fact of another counter by its own table.
 */
export type LogFormat =
  | 'hidden'
  | 'bare'
  | 'text'
  | 'flag'
  | 'amount'
  | 'day'
  | 'quantity'
  | 'rate'
  | 'interest'
  | 'minutes'
  | 'list'
  | 'names'
  | 'rails'
  | 'reasons'
  | 'count'
  | 'changed'
  | 'language'
  | 'party'
  | 'entry'
  | 'entryNo'
  | 'bill'
  | 'item'
  | 'person'
  | 'account'
  | 'ownAccount'
  | 'printer'
  | 'slip'
  | 'attachment'
  | 'message'
  | 'plan'
  | 'expense'
  | 'report'
  | 'textKey'
  | 'prices'
  | 'charges'
  | 'parts'
  | 'hours'
  | 'dueDay'
  | 'fact'
  | `choice:${LogChoice}`
  | `inner:${string}`
