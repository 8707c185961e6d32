import type { Brand } from '#shared/kernel/brand.ts'

export const ACCOUNT_KINDS = ['asset', 'liability', 'equity', 'income', 'expense'] as const
export type AccountKind = (typeof ACCOUNT_KINDS)[number]

/** The stable name of an account: `cash`, `sales`, `expense:tea`. What the screen shows comes from `locales/` or the head's own name. */
export type AccountCode = Brand<string, 'AccountCode'>

/** Accounts that the code posts to by name. A ledger that is older than one of them gets it when it is first posted to. */
export const SYSTEM_ACCOUNTS = {
  cash: 'asset',
  bank: 'asset',
  upi: 'asset',
  debtors: 'asset',
  creditors: 'liability',
  owner: 'equity',
  opening: 'equity',
  sales: 'income',
  'sales-returns': 'income',
  purchases: 'expense',
  'purchase-returns': 'expense',
  'freight-charged': 'income',
  'packing-charged': 'income',
  'other-charged': 'income',
  'freight-paid': 'expense',
  'round-off': 'expense',
  'output-cgst': 'liability',
  'output-sgst': 'liability',
  'output-utgst': 'liability',
  'output-igst': 'liability',
  'output-cess': 'liability',
  'output-vat': 'liability',
  'input-cgst': 'asset',
  'input-sgst': 'asset',
  'input-utgst': 'asset',
  'input-igst': 'asset',
  'input-cess': 'asset',
  'input-vat': 'asset',
  'reverse-charge-cgst': 'liability',
  'reverse-charge-sgst': 'liability',
  'reverse-charge-utgst': 'liability',
  'reverse-charge-igst': 'liability',
  'reverse-charge-cess': 'liability',
  'reverse-charge-vat': 'liability',
  'over-short': 'expense',
  'interest-received': 'income',
  'interest-paid': 'expense',
  'discount-received': 'income',
  'discount-allowed': 'expense',
  'bad-debts': 'expense',
  'balances-moved': 'equity'
} as const satisfies Record<string, AccountKind>
export type SystemAccount = keyof typeof SYSTEM_ACCOUNTS

/** Where money can lie: the drawer, the bank account, UPI money on its way to the bank, the owner's pocket. */
export const MONEY_PLACES = ['cash', 'bank', 'upi', 'owner'] as const
export type MoneyPlace = (typeof MONEY_PLACES)[number]

export const systemAccount = (code: SystemAccount): AccountCode => code as string as AccountCode

/** The expense heads that a new shop starts with; the owner adds his own. */
export const DEFAULT_EXPENSE_HEADS = [
  'tea',
  'freight',
  'wages',
  'rent',
  'electricity',
  'packing',
  'repairs',
  'other'
] as const
export const expenseAccount = (head: string): AccountCode => `expense:${head}` as AccountCode

/** Goods and shortages are costs too, but nobody pays an expense into their accounts. */
export const isExpenseHead = (code: AccountCode): boolean => code.startsWith('expense:')
