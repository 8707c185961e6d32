import { groupWhole } from './amounts.ts'

/** A number for a text that counts: `count` chooses the plural form, `figure` is what is read, in the groups of the shop. */
export const counted = (count: number): { readonly count: number; readonly figure: string } => ({
  count,
  figure: groupWhole(count)
})
