import { z } from 'zod'
import { WireRefusal } from '#cloud/app/wire-refusal.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what it looks for.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/

/**
 * A name that somebody typed, as it may be kept: any letters of any script, no control characters, none that turn the
 * direction of what stands beside it, no half of a letter. Everything else is a text like any other, scripts and quotation marks too: it is only ever a
 * parameter of a query, and escaped where it is shown.
 */
export function cleanText(text: string): string {
  if (CONTROL.test(text) || !text.isWellFormed()) throw new WireRefusal('bad-request')
  return text.trim()
}

/** A counter's code: two letters that are not misread. */
const zCode = z.string().regex(/^[A-HJ-NP-Z]{2}$/)

export function cleanCode(code: string): string {
  return zCode.parse(code)
}
