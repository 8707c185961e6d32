import type { BookDate } from '#shared/calendar/book-date.ts'
import { dateTime, rule, space, text } from './paper-blocks.ts'
import type { ReceiptDocument } from './receipt-document.ts'
import type { ReceiptLanguage } from './receipt-language.ts'
import type { Translate } from './receipt-texts.ts'

/** What a recovery code is good for: the owner's PIN, or the encrypted book. */
export type RecoveryCodeOf = 'owner' | 'book'

export interface RecoveryPaperFacts {
  readonly of: RecoveryCodeOf
  /** Groups of four signs with dashes between them. */
  readonly code: string
  readonly language: ReceiptLanguage
  readonly shopName: string
  readonly on: BookDate
  readonly time: string
}

/** So many groups stand on a line: in large letters no more go onto the narrow roll, and a code that is broken elsewhere is misread. */
const GROUPS_OF_A_LINE = 2

/** The paper that the owner keeps away from the PC. */
export function buildRecoveryPaper(facts: RecoveryPaperFacts, t: Translate): ReceiptDocument {
  const title = t(facts.of === 'owner' ? 'recoveryTitle' : 'recoveryBookTitle')
  const groups = facts.code.split('-')
  const lines = Array.from({ length: Math.ceil(groups.length / GROUPS_OF_A_LINE) }, (_, at) =>
    groups.slice(at * GROUPS_OF_A_LINE, (at + 1) * GROUPS_OF_A_LINE).join('-')
  )
  return {
    version: 1,
    language: facts.language,
    title,
    blocks: [
      ...text(facts.shopName, { align: 'center', weight: 'bold', maxLines: 3 }),
      ...text(title, { align: 'center', size: 'large', weight: 'bold' }),
      ...text(dateTime(facts.on, facts.time, t), { align: 'center', size: 'small' }),
      rule('thick'),
      space('small'),
      ...lines.flatMap((line) => text(line, { align: 'center', size: 'title', weight: 'bold', maxLines: 1 })),
      space('small'),
      rule('thick'),
      ...text(t(facts.of === 'owner' ? 'recoveryAbout' : 'recoveryBookAbout'), { maxLines: 8 }),
      { type: 'cut' }
    ]
  }
}
