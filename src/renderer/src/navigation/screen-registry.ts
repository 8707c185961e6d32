import type { ComponentType } from 'react'
import type { Scope } from '#renderer/commands/command-table.ts'

/** What each screen is opened with. Plain data: a screen knows nothing of the one it was opened from. */
export interface ScreenParams {
  counter: Record<never, never>
  parties: Record<never, never>
  statement: { readonly partyId: string }
  'day-book': Record<never, never>
  closing: Record<never, never>
  'print-queue': Record<never, never>
  settings: Record<never, never>
  'receipt-layout': Record<never, never>
  import: Record<never, never>
}
export type ScreenId = keyof ScreenParams & Scope

export interface ScreenDefinition<Id extends ScreenId = ScreenId> {
  readonly id: Id
  readonly component: ComponentType<ScreenParams[Id]>
}

/** What a screen's `screen.tsx` exports by default. */
export const defineScreen = <Id extends ScreenId>(definition: ScreenDefinition<Id>): ScreenDefinition<Id> => definition
