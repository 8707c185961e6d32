/// <reference path="./bidi-js.d.ts" />
import bidiFactory from 'bidi-js'
import type { WritingDirection } from '#shared/receipt/receipt-language.ts'

const bidi = bidiFactory()

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u
const LEFT_TO_RIGHT = /(?![\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}])\p{L}/u

const ISOLATE = '\u2066'
const END_OF_ISOLATE = '\u2069'
export const isIsolateMark = (letter: string): boolean => letter === ISOLATE || letter === END_OF_ISOLATE

/**
 * Figures with what belongs to them: `₹ 1,250.00`, `− 500.00`, `98100 12345`, `21-11-2026 10:41`, `25 kg`. Not the figures in
 * a bill's number or an address, which belong to the letters before them.
 */
const FIGURES =
  /(?<![\p{L}\p{Nd}@._/-])(?:[+\u2212][ \u00a0]?|-)?(?:[\u20a0-\u20c0$£¥][ \u00a0]?)?\p{Nd}(?:[\p{Nd}.,:/ \u00a0-]*\p{Nd})?%?(?![\p{L}\p{Nd}])(?:[ \u00a0]?\p{Script=Latin}{1,4}\.?(?![\p{L}\p{Nd}]))?/gu

/**
 * The direction that a text starts from: that of the paper, unless every letter of the text runs the other way, the measures
 * of figures apart. So the full
 * stop of a Latin name on an Urdu paper stays behind the name.
 */
export function baseDirection(text: string, paper: WritingDirection): WritingDirection {
  const own = paper === 'rtl' ? RIGHT_TO_LEFT : LEFT_TO_RIGHT
  const other = paper === 'rtl' ? LEFT_TO_RIGHT : RIGHT_TO_LEFT
  const letters = text.replace(FIGURES, '')
  return !own.test(letters) && other.test(letters) ? (paper === 'rtl' ? 'ltr' : 'rtl') : paper
}

/** Whether a text on a paper of this direction needs more than being read from left to right. */
export const needsOrder = (text: string, paper: WritingDirection): boolean =>
  RIGHT_TO_LEFT.test(text) || baseDirection(text, paper) === 'rtl'

/**
 * A text with its figures set apart, and for each of its UTF-16 units the level that says how it runs. Figures are
 * always read from left to right and never mix with the letters around them: their sign stays before them.
 */
export function withLevels(text: string, paper: WritingDirection): { text: string; levels: Uint8Array } {
  const apart = text.replace(FIGURES, (figures) => `${ISOLATE}${figures}${END_OF_ISOLATE}`)
  return { text: apart, levels: bidi.getEmbeddingLevels(apart, baseDirection(text, paper)).levels }
}

/** Pieces of a line in the order in which they stand from left to right (rule L2 of the Unicode bidirectional algorithm). */
export function inVisualOrder<Piece extends { readonly level: number }>(pieces: readonly Piece[]): Piece[] {
  const ordered = [...pieces]
  const highest = Math.max(0, ...ordered.map(({ level }) => level))
  for (let level = highest; level > 0; level--) {
    for (let start = 0; start < ordered.length; start++) {
      let end = start
      while ((ordered[end]?.level ?? -1) >= level) end++
      if (end - start > 1) ordered.splice(start, end - start, ...ordered.slice(start, end).reverse())
      start = Math.max(start, end)
    }
  }
  return ordered
}
