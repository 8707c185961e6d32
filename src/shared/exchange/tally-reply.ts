/** What Tally says after an import: how many it made, changed and refused, and why. */
export interface TallyReply {
  readonly created: number
  readonly altered: number
  readonly ignored: number
  readonly errors: number
  /** Its own words, one for each thing that it refused. */
  readonly reasons: readonly string[]
}

/** Reads a reply of Tally's import; null when it is none (another program answers there, or no company is open). */
export function readTallyReply(xml: string): TallyReply | null {
  const count = (name: string): number | null => {
    const found = new RegExp(`<${name}>\\s*(\\d+)\\s*</${name}>`, 'iu').exec(xml)
    return found === null ? null : Number(found[1])
  }
  const created = count('CREATED')
  if (created === null) return null
  const reasons = [...xml.matchAll(/<LINEERROR>([\s\S]*?)<\/LINEERROR>/giu)].map(([, text = '']) => plainText(text))
  const errors = (count('ERRORS') ?? 0) + (count('EXCEPTIONS') ?? 0)
  return {
    created,
    altered: count('ALTERED') ?? 0,
    ignored: count('IGNORED') ?? 0,
    errors: Math.max(errors, reasons.length),
    reasons
  }
}

const plainText = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
    .trim()
