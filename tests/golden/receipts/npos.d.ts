/** What is used of `npos` 0.1.19, a parser of ESC/POS by another author than our encoder's. */
declare module 'npos' {
  import type { ParserRules } from 'npos/lib/parser/rules.js'

  export interface CommandNode {
    /** The name of the first byte, such as `ESC` or `GS`. */
    readonly ascii: string
    /** The letters after it, such as `v0`; missing for plain text. */
    readonly fn?: string
    readonly offset: number
    readonly length: number
  }

  export interface Picture {
    readonly width: number
    readonly height: number
    /** 0 is black. */
    getPixel(x: number, y: number): number
  }

  export interface Parsed {
    readonly tree: readonly CommandNode[]
    readonly entries: readonly { readonly type: string; readonly data: Picture }[]
  }

  const npos: {
    Parser: new (rules?: ParserRules) => { parse(raw: Buffer): PromiseLike<Parsed> }
  }
  export default npos
}

/** What follows each first byte: the letters of a command, and how many bytes belong to it. */
declare module 'npos/lib/parser/rules.js' {
  export type ParserRules = Readonly<Record<number, unknown>>
  const rules: Readonly<Record<number, Readonly<Record<string, unknown>>>>
  export default rules
}
