import { readable, useText } from '#renderer/i18n/use-text.ts'
import type { Output } from '#shared/contract/contract.ts'
import './credit-standing.css'

type Standing = Output<'party.brief'>['credit']

/** How the credit of a party stands, in one line: what is late and since when, what was promised, what is left of the limit. Nothing where there is nothing to say. */
export function CreditStanding({ credit }: { readonly credit: Standing | null }) {
  const t = useText()
  if (credit === null) return null
  const { overdueMinor, oldestDueOn, promisedOn, brokenMinor, leftMinor, limitMinor } = credit
  const isLate = overdueMinor > 0
  const isOver = leftMinor !== null && leftMinor < 0
  const words = [
    isLate ? t('credit:standing.overdue', readable({ overdueMinor, sinceOn: oldestDueOn ?? 0 })) : '',
    promisedOn === null
      ? ''
      : t(brokenMinor > 0 ? 'credit:standing.broken' : 'credit:standing.promised', readable({ promisedOn })),
    isOver
      ? t('credit:standing.over', readable({ overMinor: -leftMinor, limitMinor: limitMinor ?? 0 }))
      : leftMinor === null
        ? ''
        : t('credit:standing.left', readable({ leftMinor, limitMinor: limitMinor ?? 0 }))
  ].filter((word) => word !== '')
  if (words.length === 0) return null
  return <p className={`party-detail credit-standing ${isLate || isOver ? 'is-late' : ''}`}>{words.join(' · ')}</p>
}
