/** Puts words on lines, as many as fit; none of them is torn apart for it. One that alone is too long is on a line of its own. */
export function packed(words: readonly string[], between: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = []
  for (const word of words) {
    const longer = `${lines.at(-1) ?? ''}${between}${word}`
    if (lines.length > 0 && fits(longer)) lines.splice(-1, 1, longer)
    else lines.push(word)
  }
  return lines
}
