import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { refuse } from '#shared/kernel/result.ts'
import type { TextWeight } from '#shared/receipt/receipt-document.ts'
import { FACE_FACTS, type Face, fontFile, fontFileFacts } from './paper-faces.ts'

export interface TextBox {
  /** The advance: where the next text begins. */
  readonly width: number
  readonly ascent: number
  readonly descent: number
}

type CanvasPackage = typeof import('@napi-rs/canvas')
export type Canvas = import('@napi-rs/canvas').Canvas
export type Pen = ReturnType<Canvas['getContext']>

/** The canvas without the fonts of the computer, so that a paper looks the same everywhere. */
async function loadCanvas(): Promise<CanvasPackage> {
  process.env.DISABLE_SYSTEM_FONTS_LOAD = '1'
  return await import('@napi-rs/canvas')
}

/** How a piece of text is set. */
export interface TextStyle {
  readonly face: Face
  readonly weight: TextWeight
  readonly sizePx: number
  /** The language that it is shaped for, such as `mr`. */
  readonly language: string
}

/** Amounts and labels come again and again; a bound keeps a shop's year of names out of the memory. */
const MOST_BOXES = 20_000

/**
 * The fonts that papers are drawn with, from `fontsDir` (the app's `resources/fonts`). Each file is read when the first
 * letter of it is set: all of them would take as long as drawing several papers. They are registered per subset and
 * weight under a name of their own: two subsets under one name do not merge.
 */
export class PaperFonts {
  readonly canvas: CanvasPackage
  readonly #fontsDir: string
  readonly #registered = new Set<string>()
  readonly #pen: Pen
  #penStyle = ''
  #boxes = new Map<string, TextBox>()

  private constructor(canvas: CanvasPackage, fontsDir: string) {
    this.canvas = canvas
    this.#fontsDir = fontsDir
    this.#pen = canvas.createCanvas(8, 8).getContext('2d')
  }

  static async load(fontsDir: string): Promise<PaperFonts> {
    return new PaperFonts(await loadCanvas(), fontsDir)
  }

  /** What the text takes when it is drawn in this style: advance, and the height that its line needs. In dots. */
  measure(text: string, style: TextStyle): TextBox {
    const styleKey = `${style.face} ${style.weight} ${style.sizePx} ${style.language}`
    const key = `${styleKey} ${text}`
    const known = this.#boxes.get(key)
    if (known) return known
    if (this.#penStyle !== styleKey) {
      this.take(this.#pen, style)
      this.#penStyle = styleKey
    }
    const measured = this.#pen.measureText(text)
    const { ascent, descent, seenOnlyDrawn } = FACE_FACTS[style.face]
    const told = { above: measured.actualBoundingBoxAscent, below: measured.actualBoundingBoxDescent }
    const ink = seenOnlyDrawn?.test(text) ? this.#drawnInk(text, style, measured.width) : told
    const box = {
      width: measured.width,
      ascent: Math.max(ascent * style.sizePx, ink.above),
      descent: Math.max(descent * style.sizePx, ink.below)
    }
    if (this.#boxes.size > MOST_BOXES) this.#boxes = new Map()
    this.#boxes.set(key, box)
    return box
  }

  /** How far a text reaches above and below its baseline, in dots, by drawing it. */
  #drawnInk(text: string, style: TextStyle, width: number): { above: number; below: number } {
    const baseline = Math.ceil(style.sizePx * 3)
    const margin = style.sizePx
    const canvas = this.canvas.createCanvas(Math.ceil(width) + 2 * margin, baseline + Math.ceil(style.sizePx * 1.5))
    const pen = canvas.getContext('2d')
    this.take(pen, style)
    pen.textAlign = 'left'
    pen.fillText(text, margin, baseline)
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height)
    const isInked = (y: number) => {
      for (let at = y * canvas.width * 4 + 3; at < (y + 1) * canvas.width * 4; at += 4) if (data[at] !== 0) return true
      return false
    }
    let first = 0
    while (first < baseline && !isInked(first)) first++
    let last = canvas.height - 1
    while (last >= baseline && !isInked(last)) last--
    return { above: baseline - first, below: last + 1 - baseline }
  }

  /**
   * Gives a pen this style. Throws `print/font-damaged` with the file's name when the font is missing or not the one that
   * was shipped: the canvas would draw nothing, or boxes, without a word.
   */
  take(pen: Pen, { face, weight, sizePx, language }: TextStyle): void {
    this.#register(face, weight)
    pen.font = `${sizePx}px "${alias(face, weight)}"`
    pen.lang = language
  }

  #register(face: Face, weight: TextWeight): void {
    const file = fontFile(face, weight)
    if (this.#registered.has(file)) return
    const bytes = readFont(path.join(this.#fontsDir, file))
    const isWhole = bytes !== null && createHash('sha256').update(bytes).digest('hex') === fontFileFacts(file).sha256
    if (!isWhole || this.canvas.GlobalFonts.register(bytes, alias(face, weight)) === null)
      refuse('print/font-damaged', { file })
    this.#registered.add(file)
  }
}

function readFont(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}

const alias = (face: Face, weight: TextWeight): string => `Paper ${face} ${weight}`
