import { systemAccount } from '#shared/ledger/account.ts'
import { type Minor, subtract } from '#shared/money/money.ts'
import type { Book } from './book.ts'

/** What should lie in the drawer of this counter: the cash of the shop without that of other counters. */
export const ownDrawer = ({ store }: Book): Minor =>
  subtract(store.accounts.balance(systemAccount('cash')), store.closings.othersCash())
