import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { TextWeight } from '#shared/receipt/receipt-document.ts'
import { type FontCoverage, fontCoverage } from './font-coverage.ts'

/** The subsets of the paper's typeface, in the order in which a character looks for its glyph. */
export const FACES = ['latin', 'latin-ext', 'devanagari'] as const
export type Face = (typeof FACES)[number]

const WEIGHTS: readonly TextWeight[] = ['regular', 'bold']
const WEIGHT_NUMBERS: Readonly<Record<TextWeight, number>> = { regular: 400, bold: 700 }

/** The space above and below the baseline that a face needs, in em, so that no matra is clipped and lines stand evenly. */
const LINE_BOX: Readonly<Record<Face, { readonly ascent: number; readonly descent: number }>> = {
  latin: { ascent: 0.95, descent: 0.24 },
  'latin-ext': { ascent: 0.95, descent: 0.24 },
  devanagari: { ascent: 0.92, descent: 0.42 }
}

export interface TextBox {
  readonly width: number
  readonly ascent: number
  readonly descent: number
}

type Canvas = typeof import('@napi-rs/canvas')

/** The canvas without the fonts of the computer, so that a paper looks the same everywhere. */
async function loadCanvas(): Promise<Canvas> {
  process.env.DISABLE_SYSTEM_FONTS_LOAD = '1'
  return await import('@napi-rs/canvas')
}

/**
 * The fonts that papers are drawn with, loaded from `fontsDir` (the app's `resources/fonts`) and registered once.
 * They are registered per subset and weight under a name of their own: two subsets under one name do not merge.
 */
export class PaperFonts {
  readonly canvas: Canvas
  readonly #coverage: ReadonlyMap<Face, FontCoverage>
  readonly #pen: ReturnType<ReturnType<Canvas['createCanvas']>['getContext']>
  readonly #boxes = new Map<string, TextBox>()

  private constructor(canvas: Canvas, coverage: ReadonlyMap<Face, FontCoverage>) {
    this.canvas = canvas
    this.#coverage = coverage
    this.#pen = canvas.createCanvas(8, 8).getContext('2d')
  }

  static async load(fontsDir: string): Promise<PaperFonts> {
    const canvas = await loadCanvas()
    const coverage = new Map<Face, FontCoverage>()
    for (const face of FACES) {
      for (const weight of WEIGHTS) {
        const bytes = readFileSync(path.join(fontsDir, `noto-sans-${face}-${WEIGHT_NUMBERS[weight]}.woff2`))
        canvas.GlobalFonts.register(bytes, alias(face, weight))
        if (weight === 'regular') coverage.set(face, fontCoverage(bytes))
      }
    }
    return new PaperFonts(canvas, coverage)
  }

  /** Whether the face draws every character of the text. Joiners have no picture of their own and are never missing. */
  covers(face: Face, text: string): boolean {
    const coverage = this.#coverage.get(face)
    return [...text].every((character) => isJoiner(character) || coverage?.has(character.codePointAt(0) ?? 0) === true)
  }

  /** What the text takes when it is drawn in this face: advance, and the height that its line needs. In dots. */
  measure(text: string, face: Face, weight: TextWeight, sizePx: number): TextBox {
    const key = `${face} ${weight} ${sizePx} ${text}`
    const known = this.#boxes.get(key)
    if (known) return known
    this.#pen.font = fontOf(face, weight, sizePx)
    this.#pen.lang = languageOf(face)
    const measured = this.#pen.measureText(text)
    const box = {
      width: measured.width,
      ascent: Math.max(LINE_BOX[face].ascent * sizePx, measured.actualBoundingBoxAscent),
      descent: Math.max(LINE_BOX[face].descent * sizePx, measured.actualBoundingBoxDescent)
    }
    // Amounts and labels come again and again; a bound keeps a shop's year of names out of the memory.
    if (this.#boxes.size > 5000) this.#boxes.clear()
    this.#boxes.set(key, box)
    return box
  }
}

export const isJoiner = (character: string): boolean => character === '\u200c' || character === '\u200d'

const alias = (face: Face, weight: TextWeight): string => `Paper ${face} ${weight}`

export const fontOf = (face: Face, weight: TextWeight, sizePx: number): string => `${sizePx}px "${alias(face, weight)}"`

/** Some letters differ between languages of one script; the computer's own language must not decide. */
export const languageOf = (face: Face): string => (face === 'devanagari' ? 'hi' : 'en')
