import { ITEM_NAME_LENGTH } from '#shared/items/item.ts'
import { cleanName } from '#shared/parties/party.ts'
import { type IdFor, type KnownBook, type KnownItem, nameKey } from './known-book.ts'
import { mostFrequent, withSuffix } from './party-book.ts'

/** An item as one row of the file names it. At least one of both is filled. */
export interface ItemMention {
  readonly code: string
  readonly name: string
}

/** An item of the file, found in the book or to be added to it. */
export interface ResolvedItem {
  readonly key: string
  readonly id: string
  readonly code: string
  readonly name: string
  readonly known: KnownItem | null
  readonly isRenamed: boolean
  /** Its name is another item's in the book, with the code behind it too. */
  readonly isNameTaken: boolean
}

export const ITEM_CODE_LENGTH = 40

const codeKey = (code: string): string => code.normalize('NFKC').toLowerCase()

/** Which item a mention is, within the file: by its code when there is one, whatever its capitals, else by its name. */
export const itemKey = ({ code, name }: ItemMention): string =>
  code === '' ? `name|${nameKey(name)}` : `code|${codeKey(code)}`

/**
 * Gathers the items of a file from all rows that name them, whatever the order of the rows, and settles which they are in
 * the book. Two codes under one name become two items with the code behind the name.
 */
export class ItemBook {
  readonly #mentions = new Map<string, ItemMention[]>()
  readonly #resolved = new Map<string, ResolvedItem>()

  add(mention: ItemMention): void {
    const key = itemKey(mention)
    const mentions = this.#mentions.get(key)
    if (mentions === undefined) this.#mentions.set(key, [mention])
    else mentions.push(mention)
  }

  resolve(book: KnownBook, idFor: IdFor): void {
    const keysByName = new Map<string, string[]>()
    for (const [key, mentions] of this.#mentions) {
      const name = nameKey(plainName(mentions))
      const keys = keysByName.get(name)
      if (keys === undefined) keysByName.set(name, [key])
      else keys.push(key)
    }
    for (const keys of keysByName.values()) {
      for (const key of keys) this.#resolved.set(key, this.#resolveOne(key, keys.length > 1, book, idFor))
    }
  }

  of(mention: ItemMention): ResolvedItem | null {
    return this.#resolved.get(itemKey(mention)) ?? null
  }

  all(): Iterable<ResolvedItem> {
    return this.#resolved.values()
  }

  #resolveOne(key: string, isShared: boolean, book: KnownBook, idFor: IdFor): ResolvedItem {
    const mentions = this.#mentions.get(key) ?? []
    const code = mostFrequent(mentions.map((mention) => cleanName(mention.code))).slice(0, ITEM_CODE_LENGTH)
    const plain = plainName(mentions)
    const shared = isShared && code !== '' ? withSuffix(plain, code) : plain
    const id = idFor(`item|${key}`)
    const found = book.itemById(id) ?? (code === '' ? null : book.itemByCode(code)) ?? sameItem(book, shared, code)
    if (found !== null)
      return { key, id: found.id, code, name: shared, known: found, isRenamed: false, isNameTaken: false }
    const name = code !== '' && book.itemByName(shared) !== null ? withSuffix(plain, code) : shared
    const isNameTaken = book.itemByName(name) !== null
    return { key, id, code, name, known: null, isRenamed: name !== plain, isNameTaken }
  }
}

/** Without a code on one side the name alone decides. */
function sameItem(book: KnownBook, name: string, code: string): KnownItem | null {
  const found = book.itemByName(name)
  return found !== null && (code === '' || found.code === '') ? found : null
}

function plainName(mentions: readonly ItemMention[]): string {
  const name = mostFrequent(mentions.map((mention) => cleanName(mention.name)))
  const said = name === '' ? cleanName(mentions[0]?.code ?? '') : name
  return cleanName(said.slice(0, ITEM_NAME_LENGTH))
}
