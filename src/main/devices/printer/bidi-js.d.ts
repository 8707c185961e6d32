/** The part of `bidi-js` 1.0.3 that is used: the Unicode bidirectional algorithm. */
declare module 'bidi-js' {
  interface EmbeddingLevels {
    /** One per UTF-16 unit; odd ones run from right to left. */
    readonly levels: Uint8Array
  }
  interface Bidi {
    getEmbeddingLevels(text: string, base: 'ltr' | 'rtl'): EmbeddingLevels
  }
  export default function bidiFactory(): Bidi
}
