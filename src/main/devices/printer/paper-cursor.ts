import type { TextAlign, TextWeight } from '#shared/receipt/receipt-document.ts'
import type { PaperItem } from './laid-out-paper.ts'
import type { PaperMetrics } from './paper-metrics.ts'
import type { MeasuredText } from './text-runs.ts'
import type { TextSetter } from './text-setter.ts'

/**
 * A text waiting for its line: where it stands between `left` and `right`, as on a paper that is read from left to right. On
 * one that is read from right to left everything stands mirrored.
 */
export interface PlacedText {
  readonly text: MeasuredText
  readonly align: TextAlign
  readonly left: number
  readonly right: number
  /** When it is not that of the line. */
  readonly weight?: TextWeight
  readonly sizePx?: number
}

/** Moves down the paper and puts things where it stands. `left` is where reading begins. */
export class PaperCursor {
  readonly metrics: PaperMetrics
  readonly setter: TextSetter
  readonly items: PaperItem[] = []
  y = 0

  constructor(metrics: PaperMetrics, setter: TextSetter) {
    this.metrics = metrics
    this.setter = setter
  }

  get left(): number {
    return this.metrics.margin
  }

  get right(): number {
    return this.metrics.widthDots - this.metrics.margin
  }

  get innerWidth(): number {
    return this.right - this.left
  }

  down(dots: number): void {
    this.y += dots
  }

  /** Puts texts on one line with a common baseline and moves below it. */
  putLine(texts: readonly PlacedText[], weight: TextWeight, sizePx: number): void {
    const ascent = Math.ceil(Math.max(0, ...texts.map(({ text }) => text.ascent)))
    const descent = Math.ceil(Math.max(0, ...texts.map(({ text }) => text.descent)))
    const baseline = this.y + ascent
    for (const { text, align, left, right, ...own } of texts) {
      const free = right - left - text.width
      const x = left + (align === 'left' ? 0 : align === 'right' ? free : free / 2)
      const mirrored = this.setter.direction === 'rtl' ? this.metrics.widthDots - x - text.width : x
      this.items.push({ type: 'text', x: Math.round(mirrored), baseline, text, weight, sizePx, ...own })
    }
    this.y = baseline + descent + this.metrics.leading
  }

  /** Sets a whole text in lines over the full width. */
  putText(words: string, align: TextAlign, weight: TextWeight, sizePx: number, maxLines: number): void {
    for (const text of this.setter.wrap(words, weight, sizePx, this.innerWidth, maxLines)) {
      this.putLine([{ text, align, left: this.left, right: this.right }], weight, sizePx)
    }
  }

  /** Sets a text in the largest of these sizes at which no word is broken and nothing is left out; else in the last. */
  putInLargest(words: string, align: TextAlign, weight: TextWeight, sizes: readonly number[], maxLines: number): void {
    const whole = sizes.find((sizePx) => this.setter.fitsWhole(words, weight, sizePx, this.innerWidth, maxLines))
    this.putText(words, align, weight, whole ?? sizes.at(-1) ?? this.metrics.textSizes.body, maxLines)
  }

  /** The same in the second language, small under the first; nothing when there is none. */
  putSecond(words: string | undefined, align: TextAlign): void {
    if (words !== undefined) this.putText(words, align, 'regular', this.metrics.textSizes.small, 2)
  }

  fill(x: number, width: number, height: number, down = 0): void {
    this.items.push({ type: 'fill', x, y: this.y + down, width, height })
  }
}
