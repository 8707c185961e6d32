import { useLedgerWords } from '#renderer/components/ledger-words.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { CandidateList } from './CandidateList.tsx'
import { DaysFields } from './DaysFields.tsx'
import { EntryLine } from './EntryLine.tsx'
import type { LineField } from './entry-draft.ts'
import { daysFieldsOf, fieldAfter, tenderFieldsOf } from './focus-order.ts'
import { PartyCard } from './PartyCard.tsx'
import { Slip } from './Slip.tsx'
import { TenderFields } from './TenderFields.tsx'
import type { EntryLineState } from './use-entry-line.ts'
import type { FieldFocus } from './use-field-focus.ts'

/**
 * The line with what belongs to it. Below the line, always in the same place: on the left what helps with the field in
 * hand (names, the party's account, the ways to pay), on the right the sum.
 */
export function EntryPanel(props: {
  readonly line: EntryLineState
  readonly fields: FieldFocus
  readonly today: BookDate | null
  readonly onEnter: (field: LineField) => void
}) {
  const { line, fields, today, onEnter } = props
  const t = useText()
  const words = useLedgerWords()
  const hasBoxes = tenderFieldsOf(line.draft).length + daysFieldsOf(line.draft).length > 0
  const isNaming = line.draft.target === null && (fields.current === 'party' || !hasBoxes)
  return (
    <section className="entry" aria-label={t('counter:line.label')}>
      <EntryLine line={line} fields={fields} today={today} onEnter={onEnter} />
      <div className="entry-below">
        <div className="entry-aid">
          {isNaming ? <CandidateList line={line} /> : <PartyCard line={line} />}
          {hasBoxes && !isNaming ? (
            <div className="tender">
              <TenderFields line={line} fields={fields} onEnter={onEnter} />
              {today === null ? null : <DaysFields line={line} fields={fields} today={today} onEnter={onEnter} />}
            </div>
          ) : null}
        </div>
        <Slip line={line} isLastField={isAskingAccept(line, fields)} />
      </div>
      <div className="entry-warning" role="status">
        {line.warnings[0] === undefined ? '' : t('counter:warning', { text: words.warning(line.warnings[0]) })}
      </div>
    </section>
  )
}

/** Whether the focus stands in the last field, where Enter accepts. */
function isAskingAccept(line: EntryLineState, fields: FieldFocus): boolean {
  if (line.figures.problem !== null || line.figures.amountMinor === null) return false
  return fieldAfter(line.draft, fields.current) === null
}
