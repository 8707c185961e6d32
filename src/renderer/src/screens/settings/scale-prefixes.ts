import { latinDigits } from '#shared/script/latin-digits.ts'

/** The first two digits of a scale's labels, as they are typed: `20-29`, `21, 24`, blank for none. Null: that is none. */
export function readPrefixes(typed: string): string[] | null {
  const text = latinDigits(typed.normalize('NFKC')).replace(/[–—]/gu, '-')
  const found = new Set<string>()
  for (const part of text.split(/[\s,;]+/u).filter((one) => one !== '')) {
    const [, first, last = first] = /^(2\d)(?:-(2\d))?$/.exec(part) ?? []
    if (first === undefined || last === undefined || last < first) return null
    for (let at = Number(first); at <= Number(last); at += 1) found.add(String(at))
  }
  return [...found].sort()
}

/** Neighbours as a range: `20-29`, `21, 24-26`. */
export function prefixesText(prefixes: readonly string[]): string {
  const runs: [string, string][] = []
  for (const prefix of [...prefixes].sort()) {
    const run = runs.at(-1)
    if (run !== undefined && Number(run[1]) + 1 === Number(prefix)) run[1] = prefix
    else runs.push([prefix, prefix])
  }
  return runs.map(([first, last]) => (first === last ? first : `${first}-${last}`)).join(', ')
}
