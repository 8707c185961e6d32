import type { TextWeight } from '#shared/receipt/receipt-document.ts'
import type { ReceiptLanguage, WritingDirection } from '#shared/receipt/receipt-language.ts'
import { type Face, faceOf, languageOf } from './paper-faces.ts'
import type { PaperFonts, TextBox } from './paper-fonts.ts'
import { inVisualOrder, isIsolateMark, needsOrder, withLevels } from './text-order.ts'

/** A piece of text in one face that runs one way. */
export interface TextRun {
  readonly text: string
  readonly face: Face
  /** Odd runs from right to left. */
  readonly level: number
}

/** A line's runs from left to right, with what they take together. */
export interface MeasuredText extends TextBox {
  readonly runs: readonly (TextRun & { readonly width: number; readonly language: string })[]
}

/** Stands for a character that no font of the paper has: seen at once, never an empty place. */
export const REPLACEMENT = '\ufffd'

/** From this size on the hand of headings is legible. */
const HEAD_FROM_PX = 26

const graphemes = new Intl.Segmenter('hi', { granularity: 'grapheme' })
const PLAIN = /^[\x20-\x7e]*$/

/** The letters of a text as a reader counts them: a Devanagari conjunct or an emoji is one. A blank is always its own. */
export const lettersOf = (text: string): string[] =>
  PLAIN.test(text)
    ? text.split('')
    : Array.from(graphemes.segment(text), ({ segment }) => segment).flatMap((letter) =>
        letter.length > 1 && letter.startsWith(' ') ? [' ', letter.slice(1)] : [letter]
      )

/**
 * A text as paper can carry it: composed, on one line, in single blanks, without control characters and without the
 * invisible marks that turn the writing direction. A no-break space stays: it holds an amount to its sign.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/(?:[\p{Cc}\p{Zl}\p{Zp}]|[^\S\u00a0])+/gu, ' ')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, '')
    .trim()
}

/**
 * Splits a clean text into runs of one face and one direction, in the order of reading. A letter that no face has becomes
 * `REPLACEMENT` and is told to `onMissing`.
 */
export function runsOf(
  text: string,
  isHead: boolean,
  paper: WritingDirection,
  onMissing: (letter: string) => void
): TextRun[] {
  const ordered = needsOrder(text, paper) ? withLevels(text, paper) : { text, levels: null }
  const runs: { text: string; face: Face; level: number }[] = []
  let at = 0
  for (const letter of lettersOf(ordered.text)) {
    const level = ordered.levels?.[at] ?? 0
    at += letter.length
    if (isIsolateMark(letter)) continue
    const last = runs.at(-1)
    const face = faceOf(letter, last?.face ?? null, isHead)
    if (face === null) onMissing(letter)
    const shown = face === null ? REPLACEMENT : letter
    const shownFace = face ?? 'latin'
    if (last && last.face === shownFace && last.level === level) last.text += shown
    else runs.push({ text: shown, face: shownFace, level })
  }
  return runs
}

export const isHeadSize = (sizePx: number): boolean => sizePx >= HEAD_FROM_PX

/** Words in Nastaliq lean over the gap between them, which has to be wider to be seen. */
const NASTALIQ_GAP = 1.25

const isWordGap = ({ text }: TextRun, at: number, runs: readonly TextRun[]): boolean =>
  text.trim() === '' && [runs[at - 1], runs[at + 1]].some((beside) => beside?.face === 'nastaliq')

/** Measures runs that stand on one line, and puts them from left to right. */
export function measureRuns(
  runs: readonly TextRun[],
  weight: TextWeight,
  sizePx: number,
  languages: readonly ReceiptLanguage[],
  fonts: PaperFonts
): MeasuredText {
  let width = 0
  let ascent = 0
  let descent = 0
  const ordered = inVisualOrder(runs)
  const measured = ordered.map((run, index) => {
    const language = languageOf(run.face, languages)
    const box = fonts.measure(run.text, { face: run.face, weight, sizePx, language })
    const runWidth = box.width * (isWordGap(run, index, ordered) ? NASTALIQ_GAP : 1)
    width += runWidth
    ascent = Math.max(ascent, box.ascent)
    descent = Math.max(descent, box.descent)
    return { ...run, language, width: runWidth }
  })
  return { runs: measured, width, ascent, descent }
}
