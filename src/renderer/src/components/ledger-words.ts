import { useMemo } from 'react'
import type { TextKey, Translate } from '#renderer/i18n/locale-parts.ts'
import { readable, useText } from '#renderer/i18n/use-text.ts'
import type { EntryView } from '#shared/contract/views.ts'
import { DEFAULT_EXPENSE_HEADS, SYSTEM_ACCOUNTS, type SystemAccount } from '#shared/ledger/account.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import type { Warning } from '#shared/ledger/guard-rails.ts'
import type { UpiState } from '#shared/ledger/upi-state.ts'
import type { PartyKind } from '#shared/parties/party.ts'
import type { PrintState } from '#shared/printing/print-job.ts'

type DefaultHead = (typeof DEFAULT_EXPENSE_HEADS)[number]

/** The ledger's own words in the language of the screen. */
export interface LedgerWords {
  readonly kind: (kind: EntryKind) => string
  /** A sale said more closely: in cash, on credit, or partly so. */
  readonly entry: (entry: Pick<EntryView, 'kind' | 'partyId' | 'creditMinor' | 'amountMinor'>) => string
  /** An account by its own name, or by the name that its code has in every ledger. */
  readonly account: (code: string, name: string) => string
  readonly partyKind: (kind: PartyKind) => string
  readonly upi: (state: UpiState) => string
  readonly print: (state: PrintState) => string
  /** A guard rail's warning with its figures. */
  readonly warning: (warning: Warning) => string
}

export function useLedgerWords(): LedgerWords {
  const t = useText()
  return useMemo(
    () => ({
      kind: (kind) => t(`ledger:kind.${kind}`),
      entry: (entry) => t(entryKey(entry)),
      account: (code, name) => accountName(t, code, name),
      partyKind: (kind) => t(`ledger:partyKind.${kind}`),
      upi: (state) => t(`ledger:upi.${state}`),
      print: (state) => t(`ledger:print.${state}`),
      warning: ({ rail, limitMinor, totalMinor }) => t(`ledger:rail.${rail}`, readable({ limitMinor, totalMinor }))
    }),
    [t]
  )
}

function entryKey(entry: Pick<EntryView, 'kind' | 'partyId' | 'creditMinor' | 'amountMinor'>): TextKey {
  if (entry.kind !== 'sale') return `ledger:kind.${entry.kind}`
  if (entry.partyId === null) return 'ledger:kind.cashSale'
  return entry.creditMinor === entry.amountMinor ? 'ledger:kind.creditSale' : 'ledger:kind.sale'
}

function accountName(t: Translate, code: string, name: string): string {
  if (name !== '') return name
  if (code in SYSTEM_ACCOUNTS) return t(`ledger:account.${code as SystemAccount}`)
  const head = code.replace(/^expense:/, '')
  return (DEFAULT_EXPENSE_HEADS as readonly string[]).includes(head) ? t(`ledger:head.${head as DefaultHead}`) : code
}
