import { isState, type Place, type Trade } from '#renderer/shop/places.ts'
import type { Language } from '#shared/settings/settings.ts'

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
  readonly state: Place
  readonly language: Language
  readonly shopName: string
  readonly shopPlace: string
  readonly trade: Trade
  readonly upiAddress: string
  readonly openingCash: string
  readonly personName: string
}

/** The questions for a shop in this place: a UPI address is asked for in India only. */
export const stepsIn = (place: Place): readonly Step[] =>
  isState(place) ? STEPS : STEPS.filter((step) => step !== 'upiAddress')
export const stepAfter = (step: Step, steps: readonly Step[]): Step | null => steps[steps.indexOf(step) + 1] ?? null
export const stepBefore = (step: Step, steps: readonly Step[]): Step | null => steps[steps.indexOf(step) - 1] ?? null

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
