import { assert } from '#shared/kernel/assert.ts'
import type { ImportField, LineRemark } from './import-plan.ts'

export interface Remark {
  readonly line: number
  readonly remark: LineRemark
  readonly isLeftOut: boolean
  readonly field: ImportField | null
  readonly value: string
}

/** Of a value in a remark no more is kept than what a person needs to find it. */
const VALUE_LENGTH = 80
/** The list that travels to the screen; the count tells of the rest. */
const REMARKS_SHOWN = 500

/** Remembers what became of every line, so that in the end each is either taken or left out by name. */
export class LineLog {
  readonly #remarks: Remark[] = []
  readonly #leftOut = new Set<number>()
  readonly #taken = new Set<number>()

  /** A line that does not come into the book, and why. Only the first reason counts. */
  leaveOut(line: number, remark: LineRemark, field: ImportField | null = null, value = ''): void {
    if (this.#leftOut.has(line)) return
    assert(!this.#taken.has(line), `line ${line} is taken and left out`)
    this.#leftOut.add(line)
    this.#remarks.push({ line, remark, isLeftOut: true, field, value: shortened(value) })
  }

  /** Something to know about a line that is taken all the same. */
  remark(line: number, remark: LineRemark, field: ImportField | null = null, value = ''): void {
    this.#remarks.push({ line, remark, isLeftOut: false, field, value: shortened(value) })
  }

  take(line: number): void {
    assert(!this.#leftOut.has(line), `line ${line} is left out and taken`)
    this.#taken.add(line)
  }

  isLeftOut(line: number): boolean {
    return this.#leftOut.has(line)
  }

  get takenCount(): number {
    return this.#taken.size
  }

  get leftOutCount(): number {
    return this.#leftOut.size
  }

  get remarkCount(): number {
    return this.#remarks.length
  }

  /** At most 500 remarks in the order of the file, those about lines left out first. */
  shown(): Remark[] {
    const byLine = (left: Remark, right: Remark) => left.line - right.line
    const of = (isLeftOut: boolean) => this.#remarks.filter((remark) => remark.isLeftOut === isLeftOut).sort(byLine)
    return [...of(true), ...of(false)].slice(0, REMARKS_SHOWN)
  }
}

function shortened(value: string): string {
  const text = value.toWellFormed().replace(/\s+/gu, ' ').trim()
  const characters = [...text.slice(0, VALUE_LENGTH * 2)]
  return characters.length > VALUE_LENGTH || text.length > VALUE_LENGTH * 2
    ? `${characters.slice(0, VALUE_LENGTH).join('')}…`
    : text
}
