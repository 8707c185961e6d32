/**
 * How well typed letters fit a label: null when they do not all occur in order, else a figure that is higher when they
 * start words and stand together. An empty query fits everything alike.
 */
export function fuzzyScore(query: string, label: string): number | null {
  const wanted = fold(query).replace(/\s+/gu, '')
  const text = fold(label)
  let score = 0
  let from = 0
  let previous = -2
  for (const letter of wanted) {
    const at = text.indexOf(letter, from)
    if (at === -1) return null
    score += at === previous + 1 ? 4 : at === 0 || text[at - 1] === ' ' ? 3 : 1
    previous = at
    from = at + 1
  }
  return score - text.length / 1000
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase()
