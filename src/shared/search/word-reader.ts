import { normalise } from './normalise.ts'
import { phoneticKey } from './phonetic-key.ts'
import { transliterate } from './transliterate.ts'

/** A word in Latin letters: as it is spelled, and as it sounds. Neither is empty or holds a space. */
export interface ReadWord {
  readonly spelled: string
  readonly sounded: string
}

/** One way to read a text: its words in order. */
export type Reading = readonly ReadWord[]

/** Names repeat their words (Kumar, Traders): the last few thousand are remembered, then forgotten together. */
const REMEMBERED_WORDS = 4096

/** Turns texts of any script into words in Latin letters. Its memory of words changes the time it takes, never the result. */
export class WordReader {
  private readonly remembered = new Map<string, readonly ReadWord[]>()

  /** The ways to read a text, the likeliest first: none for a blank text, one as a rule, two for ambiguous scripts. */
  readings(text: string): readonly Reading[] {
    const plain = normalise(text)
    if (plain === '') return []
    const words = plain.split(' ').map((word) => this.wordReadings(word))
    const first = words.flatMap((word) => word[0] ?? [])
    if (words.every((word) => word.length === 1)) return [first]
    return [first, words.flatMap((word) => word[1] ?? word[0] ?? [])]
  }

  private wordReadings(word: string): readonly ReadWord[] {
    const known = this.remembered.get(word)
    if (known) return known
    const read = transliterate(word).map((latin) => {
      const spelled = latin.replaceAll(' ', '') || word
      return { spelled, sounded: phoneticKey(spelled) }
    })
    if (this.remembered.size >= REMEMBERED_WORDS) this.remembered.clear()
    this.remembered.set(word, read)
    return read
  }
}
