import type { SearchQuery, Sought } from './search-query.ts'
import type { WordReader } from './word-reader.ts'

/** A part of a name, in UTF-16 units. */
export interface MatchedPart {
  readonly start: number
  readonly end: number
}

interface NameWord {
  readonly start: number
  readonly text: string
  /** How it reads in Latin letters, of each form; read when first asked for, and then for every word of the query. */
  readonly forms: { spelled?: readonly string[]; sounded?: readonly string[] }
}

const NAME_WORD = /[\p{L}\p{M}\p{N}\p{So}'’\u200c\u200d]+/gu
const MARK = /^[\p{M}\u200c\u200d]$/u

/**
 * The part of a name, as written, that a query without slips has typed: of several words in a row as one part, else of the
 * first word that any word of the query begins. Null if the query is not in the name (but in the place, say).
 */
export function matchedPart(name: string, query: SearchQuery, reader: WordReader): MatchedPart | null {
  const words = [...name.matchAll(NAME_WORD)].map((found) => ({ start: found.index, text: found[0], forms: {} }))
  const whole = query.readings.map((reading) => reading.joined)
  return (
    firstRun(words, whole, reader) ??
    firstRun(
      words,
      query.readings.flatMap((reading) => reading.words),
      reader
    )
  )
}

function firstRun(words: readonly NameWord[], soughts: readonly Sought[], reader: WordReader): MatchedPart | null {
  for (const form of ['spelled', 'sounded'] as const) {
    for (let from = 0; from < words.length; from++) {
      for (const sought of soughts) {
        const text = form === 'spelled' ? sought.text : sought.soundedText
        const end = text === null ? null : endOfRun(words, from, text, form, reader)
        if (end !== null) return { start: words[from]?.start ?? 0, end }
      }
    }
  }
  return null
}

/** Where in the name `sought` is used up, if the words from the given one on begin with it. */
function endOfRun(
  words: readonly NameWord[],
  from: number,
  sought: string,
  form: 'spelled' | 'sounded',
  reader: WordReader
): number | null {
  let rest = sought
  for (let at = from; at < words.length; at++) {
    const word = words[at] as NameWord
    word.forms[form] ??= latinForms(word.text, form, reader)
    const forms = word.forms[form]
    if (forms.some((latin) => latin.startsWith(rest))) return word.start + lengthTyped(word.text, rest, form, reader)
    const used = forms.find((latin) => latin !== '' && rest.startsWith(latin))
    if (used === undefined) return null
    rest = rest.slice(used.length)
  }
  return null
}

/** UTF-16 units of the shortest beginning of a word that reads as `typed`, with the vowel signs that belong to it. */
function lengthTyped(word: string, typed: string, form: 'spelled' | 'sounded', reader: WordReader): number {
  const characters = [...word]
  for (let count = 1; count < characters.length; count++) {
    if (MARK.test(characters[count] ?? '')) continue
    const beginning = characters.slice(0, count).join('')
    if (latinForms(beginning, form, reader).some((latin) => latin.startsWith(typed))) return beginning.length
  }
  return word.length
}

function latinForms(text: string, form: 'spelled' | 'sounded', reader: WordReader): readonly string[] {
  return reader.readings(text).map((words) => words.map((word) => word[form]).join(''))
}
