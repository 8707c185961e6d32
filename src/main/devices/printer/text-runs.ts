import type { TextWeight } from '#shared/receipt/receipt-document.ts'
import { FACES, type Face, type PaperFonts, type TextBox } from './paper-fonts.ts'

/** A piece of text in one face. */
export interface TextRun {
  readonly text: string
  readonly face: Face
}

/** A line's runs with what they take together. */
export interface MeasuredText extends TextBox {
  readonly runs: readonly (TextRun & { readonly width: number })[]
}

/** Stands for a character that no font of the paper has: seen at once, never an empty place. */
export const REPLACEMENT = '\ufffd'

const graphemes = new Intl.Segmenter('hi', { granularity: 'grapheme' })

/** The letters of a text as a reader counts them: a Devanagari conjunct or an emoji is one. */
export const lettersOf = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment)

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
 * Splits a clean text into runs of one face each. A letter stays in the face of the one before it when that face has
 * it, so that words are shaped as a whole. A letter that no face has becomes `REPLACEMENT` and is told to `onMissing`.
 */
export function runsOf(text: string, fonts: PaperFonts, onMissing: (letter: string) => void): TextRun[] {
  const runs: { text: string; face: Face }[] = []
  for (const letter of lettersOf(text)) {
    const last = runs.at(-1)
    const face = last && fonts.covers(last.face, letter) ? last.face : FACES.find((one) => fonts.covers(one, letter))
    if (face === undefined) onMissing(letter)
    const shown = face === undefined ? REPLACEMENT : letter
    const shownFace = face ?? 'latin'
    if (last && last.face === shownFace) last.text += shown
    else runs.push({ text: shown, face: shownFace })
  }
  return runs
}

/** Measures runs that stand on one line. */
export function measureRuns(
  runs: readonly TextRun[],
  weight: TextWeight,
  sizePx: number,
  fonts: PaperFonts
): MeasuredText {
  let width = 0
  let ascent = 0
  let descent = 0
  const measured = runs.map((run) => {
    const box = fonts.measure(run.text, run.face, weight, sizePx)
    width += box.width
    ascent = Math.max(ascent, box.ascent)
    descent = Math.max(descent, box.descent)
    return { ...run, width: box.width }
  })
  return { runs: measured, width, ascent, descent }
}
