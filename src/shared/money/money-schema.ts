import { z } from 'zod'
import { MAX_BALANCE_MINOR, MAX_ENTRY_MINOR, type Minor } from './money.ts'

const asMinor = (value: number) => (value === 0 ? 0 : value) as Minor

/** An amount in minor units, either sign, within what a balance may hold. */
export const zMinor = z.int().min(-MAX_BALANCE_MINOR).max(MAX_BALANCE_MINOR).transform(asMinor)

/** A part of an entry: zero or more, at most what one entry may be. The messages are error codes. */
export const zAmount = z
  .int({ error: 'money/not-a-number' })
  .min(0, { error: 'money/negative' })
  .max(MAX_ENTRY_MINOR, { error: 'money/too-large' })
  .transform(asMinor)
