import { localDigits } from '#shared/search/party-keys.ts'

/** What two parties that are one are called, and where they are found. */
export interface PartyWords {
  readonly name: string
  readonly alias: string
  readonly phone: string
  readonly place: string
  readonly address: string
}

/** As long as the boxes of a party's form. */
const ALIAS_LENGTH = 120
const PHONE_LENGTH = 40

/**
 * What the party that stays is known by afterwards: the names of the other are further names, its numbers further numbers,
 * and its place and address stand where there was none. What does not fit into the box any more is left out whole.
 */
export function mergedWords(stays: PartyWords, goes: PartyWords): PartyWords {
  return {
    name: stays.name,
    alias: joined([stays.alias, goes.name, goes.alias], ALIAS_LENGTH, (name) => name.toLowerCase(), [stays.name]),
    phone: joined([stays.phone, goes.phone], PHONE_LENGTH, (number) => localDigits(number.replace(/\D/gu, '')), []),
    place: stays.place === '' ? goes.place : stays.place,
    address: stays.address === '' ? goes.address : stays.address
  }
}

function joined(
  fields: readonly string[],
  most: number,
  sameAs: (part: string) => string,
  known: readonly string[]
): string {
  const seen = new Set(known.map(sameAs))
  let text = ''
  for (const part of fields.flatMap((field) => field.split(/[,;]/u)).map((one) => one.trim())) {
    const key = sameAs(part)
    if (part === '' || seen.has(key)) continue
    const longer = text === '' ? part : `${text}, ${part}`
    if (longer.length > most) continue
    seen.add(key)
    text = longer
  }
  return text
}
