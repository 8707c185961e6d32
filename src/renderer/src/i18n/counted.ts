import { groupIndian } from '#shared/money/format-amount.ts'

/** A number for a text that counts: `count` chooses the plural form, `figure` is what is read, in Indian groups. */
export const counted = (count: number): { readonly count: number; readonly figure: string } => ({
  count,
  figure: groupIndian(count)
})
