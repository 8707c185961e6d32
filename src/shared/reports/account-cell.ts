import { DEFAULT_EXPENSE_HEADS, SYSTEM_ACCOUNTS } from '#shared/ledger/account.ts'
import type { ReportCell } from './report.ts'

/** The name of an account: its own, or the text that its code has in every ledger. */
export function accountCell(code: string, name: string): ReportCell {
  if (name !== '') return name
  if (code in SYSTEM_ACCOUNTS) return { key: `ledger:account.${code}` }
  const head = code.replace(/^expense:/, '')
  return (DEFAULT_EXPENSE_HEADS as readonly string[]).includes(head) ? { key: `ledger:head.${head}` } : code
}
