/** A piece of HTML that is safe as it stands. Made by `html` alone, so that no text gets onto a page unescaped. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Piece = Html | string | number | null | false | readonly Piece[]

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '')

const textOf = (piece: Piece): string => {
  if (piece === null || piece === false) return ''
  if (piece instanceof Html) return piece.text
  if (typeof piece === 'object') return piece.map(textOf).join('')
  return escapeHtml(String(piece))
}

/**
 * HTML with texts in it, each escaped: fit for the content of an element and for an attribute in double quotes, never for a script or a
 * style, of which no page has any. Lists are put one after the other; null and false are nothing.
 */
export const html = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html =>
  new Html(parts.reduce((page, part, at) => page + textOf(pieces[at - 1] ?? null) + part))
