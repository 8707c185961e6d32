import { z } from 'zod'
import { zLine } from '#shared/kernel/scalars.ts'
import type { PartyTerms } from './terms.ts'

/** What parties are put together by beside their balance. */
export const PARTY_WORDS = ['group', 'route', 'tag'] as const

/** The words that a list is asked for; an empty one is any. */
export const zPartyWords = z.strictObject({
  group: zLine(60).default(''),
  route: zLine(60).default(''),
  tag: zLine(40).default('')
})
export type PartyWords = z.infer<typeof zPartyWords>

export const ANY_WORDS: PartyWords = { group: '', route: '', tag: '' }

type WordsOfTerms = Pick<PartyTerms, 'group' | 'route'> & { readonly tags: readonly string[] }

/** Whether a party of these terms is among those that were asked for. */
export function hasWords({ group, route, tags }: WordsOfTerms, asked: PartyWords): boolean {
  if (asked.group !== '' && asked.group !== group) return false
  if (asked.route !== '' && asked.route !== route) return false
  return asked.tag === '' || tags.includes(asked.tag)
}

export const isAnyWord = ({ group, route, tag }: PartyWords): boolean => group === '' && route === '' && tag === ''
