import type { Page } from '@playwright/test'

/** Quicker than any hand, and just slow enough not to be taken for a barcode scanner, whose Enter accepts nothing. */
const PACE_MS = 35

/**
 * Somebody at the counter who has a keyboard and nothing else. Every key counts as one stroke: a letter, Enter, or a key
 * with the modifiers that are held with it. Letters that this keyboard has not got come from an input method, a stroke each.
 */
export class Typist {
  readonly #page: Page
  #strokes = 0

  constructor(page: Page) {
    this.#page = page
  }

  /** Keys pressed so far. */
  get strokes(): number {
    return this.#strokes
  }

  /** Presses these one after the other: `F5`, `Alt+C`, `Enter`. */
  async press(...chords: readonly string[]): Promise<void> {
    for (const chord of chords) {
      this.#strokes += 1
      await this.#page.keyboard.press(chord.replace('Ctrl+', 'Control+'))
      await this.#page.waitForTimeout(PACE_MS)
    }
  }

  async type(text: string): Promise<void> {
    this.#strokes += [...text].length
    await this.#page.keyboard.type(text, { delay: PACE_MS })
    await this.#page.waitForTimeout(PACE_MS)
  }

  /** A text and the Enter after it, as one answers a question or fills a box. */
  async line(text: string): Promise<void> {
    if (text !== '') await this.type(text)
    await this.press('Enter')
  }

  /** How many strokes something took. */
  async counted(work: () => Promise<void>): Promise<number> {
    const before = this.#strokes
    await work()
    return this.#strokes - before
  }
}
