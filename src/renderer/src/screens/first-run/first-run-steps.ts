import type { Language } from '#shared/settings/settings.ts'
import type { StateCode, Trade } from './states.ts'

/** One question a step. Each has a default, so that Enter alone opens a working book. */
export const STEPS = [
  'state',
  'language',
  'shopName',
  'shopPlace',
  'trade',
  'upiAddress',
  'openingCash',
  'personName'
] as const
export type Step = (typeof STEPS)[number]

/** The answers as they are typed. */
export interface Answers {
  readonly state: StateCode
  readonly language: Language
  readonly shopName: string
  readonly shopPlace: string
  readonly trade: Trade
  readonly upiAddress: string
  readonly openingCash: string
  readonly personName: string
}

export const stepAfter = (step: Step): Step | null => STEPS[STEPS.indexOf(step) + 1] ?? null
export const stepBefore = (step: Step): Step | null => STEPS[STEPS.indexOf(step) - 1] ?? null

/** The step where a field that main refused was asked. */
export function stepOfField(field: string | undefined): Step | null {
  const byField: Readonly<Record<string, Step>> = {
    shopState: 'state',
    shopName: 'shopName',
    shopPlace: 'shopPlace',
    trade: 'trade',
    upiAddress: 'upiAddress',
    openingCashMinor: 'openingCash',
    personName: 'personName',
    language: 'language'
  }
  return field === undefined ? null : (byField[field] ?? null)
}
