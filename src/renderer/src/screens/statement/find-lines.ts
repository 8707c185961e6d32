import { formatAmount, formatPlain } from '#renderer/i18n/amounts.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'
import type { StatementLine } from './statement-pages.ts'

const fold = (text: string): string => latinDigits(text.normalize('NFKC')).toLowerCase()

/**
 * The lines that have every typed word somewhere: in the text, the note, the number, the kind as the screen calls it, the
 * amount with or without grouping, or the date.
 */
export function findLines(
  lines: readonly StatementLine[],
  typed: string,
  kindOf: (line: StatementLine) => string
): readonly StatementLine[] {
  const words = fold(typed)
    .split(/\s+/u)
    .filter((word) => word !== '')
  if (words.length === 0) return lines
  return lines.filter((line) => {
    const { entry } = line
    const amounts = [entry.amountMinor, entry.creditMinor].flatMap((amount) => [
      formatAmount(amount),
      formatPlain(amount)
    ])
    const facts = [
      entry.text,
      entry.note,
      entry.number,
      entry.reason,
      kindOf(line),
      formatBookDate(entry.bookOn),
      ...amounts
    ]
    const haystack = fold(facts.join('\n'))
    return words.every((word) => haystack.includes(word))
  })
}
