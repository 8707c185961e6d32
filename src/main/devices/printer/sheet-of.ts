import type { PaperFormat } from '#main/ports/printer.ts'
import type { Sheet } from '#shared/receipt/page-css.ts'

/** The sheet that a printer takes, or null for one with a roll. A queue for pages has A4 unless it says otherwise. */
export function sheetOf({ paper, transport }: Pick<PaperFormat, 'paper' | 'transport'>): Sheet | null {
  if (paper === 'a4' || paper === 'a5') return paper
  return transport?.type === 'page' ? 'a4' : null
}
