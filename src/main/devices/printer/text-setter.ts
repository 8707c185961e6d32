import type { TextWeight } from '#shared/receipt/receipt-document.ts'
import {
  RECEIPT_LANGUAGE_FACTS,
  type ReceiptLanguage,
  type WritingDirection
} from '#shared/receipt/receipt-language.ts'
import type { PaperFonts } from './paper-fonts.ts'
import { cleanText, isHeadSize, lettersOf, type MeasuredText, measureRuns, runsOf } from './text-runs.ts'

const ELLIPSIS = '…'
/** Narrower than any letter that is printed: what is beyond it in a line cannot be on it. */
const NARROWEST_LETTER_DOTS = 2

/** Sets texts in lines of a given width, and remembers which letters no font has. */
export class TextSetter {
  /** How the paper is read. */
  readonly direction: WritingDirection
  readonly #fonts: PaperFonts
  readonly #languages: readonly ReceiptLanguage[]
  readonly #missing = new Set<string>()
  readonly #lines = new Map<string, MeasuredText>()

  /** @param languages of the paper, the first before the second: they decide direction and shapes of letters. */
  constructor(fonts: PaperFonts, languages: readonly ReceiptLanguage[]) {
    this.#fonts = fonts
    this.#languages = languages
    this.direction = RECEIPT_LANGUAGE_FACTS[languages[0] ?? 'en'].direction
  }

  /** The letters that were replaced so far, each once. */
  get missing(): readonly string[] {
    return [...this.#missing]
  }

  /** The text on one line, however wide. */
  line(text: string, weight: TextWeight, sizePx: number): MeasuredText {
    const key = `${weight} ${sizePx} ${text}`
    const known = this.#lines.get(key)
    if (known) return known
    const isHead = isHeadSize(sizePx)
    const runs = runsOf(cleanText(text), isHead, this.direction, (letter) => this.#missing.add(letter))
    const measured = measureRuns(runs, weight, sizePx, this.#languages, this.#fonts)
    this.#lines.set(key, measured)
    return measured
  }

  /**
   * The text in lines of at most `widthDots`, broken between words; a word that is wider than a line is broken between
   * letters. After `maxLines` it ends in an ellipsis. No line is ever wider than `widthDots`.
   */
  wrap(text: string, weight: TextWeight, sizePx: number, widthDots: number, maxLines: number): MeasuredText[] {
    return this.#wrapped(text, weight, sizePx, widthDots, maxLines).map((words) => this.line(words, weight, sizePx))
  }

  /** Whether `wrap` would break no word and leave nothing out. */
  fitsWhole(text: string, weight: TextWeight, sizePx: number, widthDots: number, maxLines: number): boolean {
    return this.#wrapped(text, weight, sizePx, widthDots, maxLines).join(' ') === cleanText(text)
  }

  #wrapped(text: string, weight: TextWeight, sizePx: number, widthDots: number, maxLines: number): string[] {
    const fits = (words: string) => this.line(words, weight, sizePx).width <= widthDots
    const lines: string[] = []
    let current = ''
    let rest = atMost(cleanText(text), (maxLines * widthDots) / NARROWEST_LETTER_DOTS).split(' ')
    while (rest.length > 0 && lines.length < maxLines) {
      const [word = '', ...others] = rest
      const longer = current === '' ? word : `${current} ${word}`
      if (fits(longer)) {
        current = longer
        rest = others
      } else if (current !== '') {
        lines.push(current)
        current = ''
      } else {
        const head = longestHead(word, fits)
        lines.push(head)
        rest = [word.slice(head.length), ...others]
      }
    }
    if (current !== '' && lines.length < maxLines) lines.push(current)
    else if (current !== '' || rest.length > 0) lines.push(shorten(lines.pop() ?? '', fits))
    return lines
  }
}

/** Spares the measuring of ten thousand letters when three lines of them are printed. */
function atMost(text: string, letterCount: number): string {
  if (text.length <= letterCount) return text
  const letters = lettersOf(text)
  return letters.length <= letterCount ? text : letters.slice(0, letterCount).join('') + ELLIPSIS
}

/** The longest beginning, in whole letters, that fits; at least one letter, so that setting always ends. */
function longestHead(word: string, fits: (text: string) => boolean): string {
  const letters = lettersOf(word)
  let low = 1
  let high = letters.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(letters.slice(0, middle).join(''))) low = middle
    else high = middle - 1
  }
  return letters.slice(0, low).join('')
}

function shorten(line: string, fits: (text: string) => boolean): string {
  if (fits(line + ELLIPSIS)) return line + ELLIPSIS
  const letters = lettersOf(line)
  while (letters.length > 1 && !fits(letters.join('').trimEnd() + ELLIPSIS)) letters.pop()
  return letters.join('').trimEnd() + ELLIPSIS
}
