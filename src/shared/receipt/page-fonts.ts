/** A font file of the app, ready to stand inside a page. */
export interface PageFont {
  /** The file's name without its weight and ending: `noto-sans-devanagari`. */
  readonly stem: string
  readonly weight: 400 | 700
  readonly base64: string
}

/** The letters that a subset is there for. A stem that is not named here is taken along always. */
const LETTERS: readonly (readonly [ending: string, letters: RegExp])[] = [
  ['latin-ext', /[\u0100-\u02ff\u1d00-\u1eff\u20a0-\u20cf\u2113\u2c60-\ua7ff]/u],
  ['latin', /./u],
  ['devanagari', /[\p{Script=Devanagari}\u0964\u0965]/u],
  ['bengali', /\p{Script=Bengali}/u],
  ['gujarati', /\p{Script=Gujarati}/u],
  ['gurmukhi', /\p{Script=Gurmukhi}/u],
  ['tamil', /\p{Script=Tamil}/u],
  ['telugu', /\p{Script=Telugu}/u],
  ['kannada', /\p{Script=Kannada}/u],
  ['malayalam', /\p{Script=Malayalam}/u],
  ['oriya', /\p{Script=Oriya}/u],
  ['arabic', /\p{Script=Arabic}/u],
  ['urdu', /\p{Script=Arabic}/u],
  ['kr', /\p{Script=Hangul}/u],
  ['korean', /\p{Script=Hangul}/u]
]

/** The order in which a letter looks for its glyph: Latin first; Nastaliq, which needs lines of its own height, last. */
const rank = (stem: string): number =>
  stem.endsWith('-latin') ? 0 : stem.endsWith('-latin-ext') ? 1 : stem.includes('nastaliq') ? 3 : 2

/** The stems whose letters occur in these words, in the order in which a letter looks for its glyph. */
export function stemsFor(words: string, stems: readonly string[]): string[] {
  const isNeeded = (stem: string) => LETTERS.find(([ending]) => stem.endsWith(`-${ending}`))?.[1].test(words) ?? true
  const needed = [...new Set(stems)].filter(isNeeded)
  const hasPlainArabic = needed.some((stem) => stem.endsWith('-arabic'))
  return needed
    .filter((stem) => !(hasPlainArabic && stem.includes('nastaliq')))
    .toSorted((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1))
}

const familyOf = (stem: string): string => `Page ${stem}`

/** The rules that make these fonts the only ones of a page: a letter that none has shows as a box, on every machine the same. */
export function fontCss(fonts: readonly PageFont[], selector: string): string {
  const faces = fonts.map(
    ({ stem, weight, base64 }) =>
      `@font-face { font-family: '${familyOf(stem)}'; font-weight: ${weight}; src: url(data:font/woff2;base64,${base64}) format('woff2'); }`
  )
  const families = [...new Set(fonts.map(({ stem }) => `'${familyOf(stem)}'`))]
  return `${faces.join('\n')}\n${selector} { font-family: ${families.join(', ')}; }\n`
}
