import { cleanName, PARTY_NAME_LENGTH, type PartyKind, type PartyRequest } from '#shared/parties/party.ts'
import { type IdFor, type KnownBook, type KnownParty, nameKey } from './known-book.ts'

/** A party as one row of the file names it. */
export interface PartyMention {
  readonly code: string
  readonly name: string
  readonly phone: string
  readonly place: string
  readonly kind: PartyKind
}

/** A party of the file, found in the book or to be added to it. */
export interface ResolvedParty {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly kind: PartyKind
  readonly known: KnownParty | null
  readonly isRenamed: boolean
}

/** Who a mention is, within the file: by the code of the other program when there is one, else by the name. */
export const mentionKey = (mention: Pick<PartyMention, 'code' | 'name'>): string =>
  mention.code === '' ? `name|${nameKey(mention.name)}` : `code|${mention.code.normalize('NFKC').toLowerCase()}`

/** The name that a mention goes by in the book: the code when the file has no name. */
export const mentionName = (mention: Pick<PartyMention, 'code' | 'name'>): string =>
  cleanName(mention.name || mention.code)

/**
 * Gathers the parties of a file from all the rows that name them, whatever the order of the rows, and settles who they
 * are in the book. Two codes under one name become two parties with the code behind the name.
 */
export class PartyBook {
  readonly #mentions = new Map<string, PartyMention[]>()
  readonly #resolved = new Map<string, ResolvedParty>()

  add(mention: PartyMention): void {
    const key = mentionKey(mention)
    const mentions = this.#mentions.get(key)
    if (mentions === undefined) this.#mentions.set(key, [mention])
    else mentions.push(mention)
  }

  resolve(book: KnownBook, idFor: IdFor): void {
    const keysByName = new Map<string, string[]>()
    for (const [key, mentions] of this.#mentions) {
      const name = nameKey(mostFrequent(mentions.map(mentionName)))
      keysByName.set(name, [...(keysByName.get(name) ?? []), key])
    }
    for (const keys of keysByName.values()) {
      for (const key of keys) this.#resolved.set(key, this.#resolveOne(key, keys.length > 1, book, idFor))
    }
  }

  #resolveOne(mentionsKey: string, isShared: boolean, book: KnownBook, idFor: IdFor): ResolvedParty {
    const mentions = this.#mentions.get(mentionsKey) ?? []
    const plain = mostFrequent(mentions.map(mentionName))
    const code = mentions[0]?.code ?? ''
    const name = isShared && code !== '' ? withSuffix(plain, code) : plain
    const key = nameKey(name)
    const id = idFor(`party|${key}`)
    const place = mostFrequent(mentions.map((mention) => cleanName(mention.place))).slice(0, 120)
    const known = book.partyById(id) ?? book.partyByName(key, place)
    const kind = mentions.some((mention) => mention.kind === 'supplier') ? 'supplier' : 'customer'
    return { id: known?.id ?? id, key, name, kind: known?.kind ?? kind, known, isRenamed: name !== plain }
  }

  of(mention: Pick<PartyMention, 'code' | 'name'>): ResolvedParty | null {
    return this.#resolved.get(mentionKey(mention)) ?? null
  }

  /** What must be added for the parties that `isUsed` names, in the order of their names. */
  requests(isUsed: (party: ResolvedParty) => boolean): PartyRequest[] {
    const requests: PartyRequest[] = []
    const ids = new Set<string>()
    for (const [key, party] of this.#resolved) {
      if (party.known !== null || !isUsed(party) || ids.has(party.id)) continue
      ids.add(party.id)
      const mentions = this.#mentions.get(key) ?? []
      requests.push({
        id: party.id,
        name: party.name,
        kind: party.kind,
        phone: mostFrequent(mentions.map((mention) => cleanName(mention.phone))).slice(0, 40),
        place: mostFrequent(mentions.map((mention) => cleanName(mention.place))).slice(0, 120),
        alias: ''
      })
    }
    return requests.sort((left, right) => compare(nameKey(left.name), nameKey(right.name)))
  }

  knownCount(isUsed: (party: ResolvedParty) => boolean): number {
    return [...this.#resolved.values()].filter((party) => party.known !== null && isUsed(party)).length
  }
}

export const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** `Ramesh (98260…)`, cut so that the whole fits a name. */
export function withSuffix(name: string, suffix: string): string {
  const tail = ` (${suffix.slice(0, 40)})`
  return cleanName(`${name.slice(0, PARTY_NAME_LENGTH - tail.length).trimEnd()}${tail}`)
}

/** The value that most rows have; of equals, the one that sorts first. Empty cells only win when there is nothing else. */
export function mostFrequent(values: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
  let best = ''
  let most = 0
  for (const [value, count] of counts) {
    if (count > most || (count === most && value < best)) [best, most] = [value, count]
  }
  return best
}
