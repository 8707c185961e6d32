import { assert } from '#shared/kernel/assert.ts'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

/**
 * One and only one way to write a value: keys sorted, no blanks, integers alone. The hash chain is made of these
 * bytes, so a fraction, an undefined or a lone surrogate is a bug and asserts.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return canonicalNumber(value)
  if (typeof value === 'string') return canonicalText(value)
  return isList(value) ? listJson(value) : objectJson(value)
}

export function canonicalText(text: string): string {
  if (!text.isWellFormed()) assert(false, 'a lone surrogate in an op')
  return JSON.stringify(text)
}

export function canonicalNumber(value: number): string {
  if (!Number.isSafeInteger(value)) assert(false, `not a safe integer in an op: ${value}`)
  return String(value === 0 ? 0 : value)
}

// Every fact of a book goes through here: texts are put together piece by piece, which costs half of what joining does.

function listJson(list: readonly Json[]): string {
  let text = '['
  for (const member of list) text += text === '[' ? canonicalJson(member) : `,${canonicalJson(member)}`
  return `${text}]`
}

function objectJson(object: { readonly [key: string]: Json }): string {
  let text = '{'
  for (const key of Object.keys(object).sort()) {
    const member = object[key]
    if (member === undefined) assert(false, `undefined in an op: ${key}`)
    text += `${text === '{' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`
  }
  return `${text}}`
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value)
