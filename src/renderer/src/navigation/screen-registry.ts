import type { ComponentType } from 'react'
import type { Scope } from '#renderer/commands/command-table.ts'
import type { ReportQuery } from '#shared/reports/report.ts'
import type { BillKind } from '#shared/sales/bill-request.ts'

/** What a bill is begun with: a kind, and the party that was typed already; or an old bill that is returned, billed or copied. */
export interface BillStart {
  /** Tells one wish from the next. */
  readonly wish: string
  readonly kind: BillKind
  readonly party?: { readonly id: string; readonly name: string } | undefined
  readonly partyText?: string | undefined
  readonly fromBillId?: string | undefined
  readonly how?: 'return' | 'bill' | 'copy' | undefined
}

/** What each screen is opened with. Plain data: a screen knows nothing of the one it was opened from. */
export interface ScreenParams {
  counter: Record<never, never>
  bill: {
    /** Begins such a paper; left out: whatever stood there stays. */
    readonly begin?: BillStart
  }
  bills: Record<never, never>
  parties: Record<never, never>
  items: Record<never, never>
  /** The ledger of one item. */
  stock: { readonly itemId: string }
  statement: { readonly partyId: string }
  'day-book': Record<never, never>
  reports: Record<never, never>
  report: { readonly query: ReportQuery }
  closing: Record<never, never>
  slips: Record<never, never>
  payments: Record<never, never>
  collect: Record<never, never>
  'print-queue': Record<never, never>
  cloud: Record<never, never>
  settings: Record<never, never>
  'receipt-layout': Record<never, never>
  import: Record<never, never>
  exchange: Record<never, never>
  backups: Record<never, never>
  people: Record<never, never>
  'edit-log': Record<never, never>
}
export type ScreenId = keyof ScreenParams & Scope

export interface ScreenDefinition<Id extends ScreenId = ScreenId> {
  readonly id: Id
  readonly component: ComponentType<ScreenParams[Id]>
}

/** What a screen's `screen.tsx` exports by default. */
export const defineScreen = <Id extends ScreenId>(definition: ScreenDefinition<Id>): ScreenDefinition<Id> => definition
