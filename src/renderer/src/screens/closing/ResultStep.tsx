import { useEffect, useRef, useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { AmountField } from '#renderer/components/AmountField.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { FormWalk, focusField } from '#renderer/focus/form-walk.tsx'
import { formatAmount, isIndian } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { CountResult } from '#shared/contract/views.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { absolute } from '#shared/money/money.ts'
import { CountsBeside } from './CountsBeside.tsx'
import { DrawerFigures, FigureRow, FourTotals } from './DayFiguresTable.tsx'
import type { CloseRequest } from './use-closing.ts'
import { readWhere } from './where-it-goes.ts'
import './result.css'

/** After the count: what should have been there, what is missing or too much and why, and where the cash goes. */
export function ResultStep(props: {
  readonly result: CountResult
  readonly zNo: number
  /** Who takes the drawer over; null when the day is closed. */
  readonly takesOver: string | null
  readonly failure: Failure | null
  readonly onRecount: () => void
  readonly onClose: (request: CloseRequest) => Promise<void>
}) {
  const { result } = props
  const t = useText()
  const failureText = useFailureText()
  const form = useRef<HTMLDivElement>(null)
  const isExact = result.overShortMinor === 0
  const [reason, setReason] = useState(isExact ? '' : t('closing:result.reasonUnknown'))
  const [where, setWhere] = useState({ float: '', bank: '' })
  const split = readWhere(where, result.countedMinor)
  useEffect(() => focusField(form.current?.querySelector<HTMLElement>('input')), [])

  const close = () => {
    if (split.faults.float || split.faults.bank) {
      return focusField(form.current?.querySelector<HTMLElement>('input[aria-invalid="true"]'))
    }
    void props.onClose({ reason: reason.trim(), toOwnerMinor: split.toOwnerMinor, toBankMinor: split.toBankMinor })
  }
  useCommand('closing.accept', close)
  useCommand('closing.recount', props.onRecount)
  const stays =
    props.takesOver === null ? t('closing:result.float') : t('closing:shift.stays', { person: props.takesOver })
  const isReasonWrong = props.failure?.code === 'closing/reason-needed'
  return (
    <div className="result" ref={form}>
      <section className="result-counts">
        <h2>{t('closing:result.counts')}</h2>
        <CountsBeside counts={result.counts} />
      </section>
      <section className="result-figures">
        <h2>{t('closing:result.title')}</h2>
        <DrawerFigures figures={result.figures}>
          <OverShort result={result} />
        </DrawerFigures>
        <FourTotals figures={result.figures} />
      </section>
      <section className="result-where">
        <h2>{t('closing:result.where')}</h2>
        {isExact ? null : (
          <p className={`result-short ${result.overShortMinor > 0 ? 'says-over' : 'says-short'}`}>
            <span>{t(result.overShortMinor > 0 ? 'closing:result.over' : 'closing:result.short')}</span>
            <span className="number">{formatAmount(absolute(result.overShortMinor))}</span>
          </p>
        )}
        <FormWalk onDone={close} label={t('closing:result.where')} className="result-walk">
          {isExact ? null : (
            <Field
              label={t('closing:result.reason')}
              value={reason}
              onChange={setReason}
              error={isReasonWrong && props.failure ? failureText(props.failure) : null}
              input={{ maxLength: 200 }}
            />
          )}
          <AmountField
            label={stays}
            value={where.float}
            onChange={(float) => setWhere((now) => ({ ...now, float }))}
            hint={t('closing:result.floatHint')}
            error={split.faults.float ? failureText(split.faults.float) : null}
          />
          <AmountField
            label={t('closing:result.bank')}
            value={where.bank}
            onChange={(bank) => setWhere((now) => ({ ...now, bank }))}
            error={split.faults.bank ? failureText(split.faults.bank) : null}
          />
          <dl className="where-lines" aria-live="polite">
            <WhereLine label={stays} amount={formatAmount(split.floatMinor)} />
            <WhereLine label={t('closing:result.bank')} amount={formatAmount(split.toBankMinor)} />
            <WhereLine
              label={t('closing:result.owner')}
              hint={t('closing:result.ownerHint')}
              amount={formatAmount(split.toOwnerMinor)}
            />
          </dl>
          <button type="button" className="button button-main result-close" data-walk="yes" onClick={close}>
            <CommandKey command="closing.accept" />
            <span>
              {props.takesOver === null
                ? t('closing:result.close', { zNo: props.zNo })
                : t('closing:shift.accept', { person: props.takesOver })}
            </span>
          </button>
        </FormWalk>
        <p className="result-frozen">
          {props.takesOver === null
            ? t('closing:result.frozen')
            : t('closing:shift.frozen', { person: props.takesOver })}
        </p>
      </section>
    </div>
  )
}

/** Counted, and by how much it is over or short: a word, a sign and a colour together. */
function OverShort({ result }: { readonly result: CountResult }) {
  const t = useText()
  const difference = result.overShortMinor
  const word =
    difference === 0
      ? t(isIndian() ? 'closing:result.exact' : 'closing:result.exactAbroad')
      : difference > 0
        ? t('closing:result.over')
        : t('closing:result.short')
  const tone = difference === 0 ? 'is-exact' : difference > 0 ? 'is-over' : 'is-short'
  return (
    <>
      <FigureRow className="figures-large" label={t('closing:result.counted')} amount={result.countedMinor} />
      {difference === 0 ? (
        <tr className={`figures-large ${tone}`}>
          <td className="figures-sign">=</td>
          <th scope="row" colSpan={2}>
            {word}
          </th>
        </tr>
      ) : (
        <FigureRow
          className={`figures-large ${tone}`}
          label={word}
          amount={absolute(difference)}
          sign={difference > 0 ? 'plus' : 'minus'}
        />
      )}
    </>
  )
}

function WhereLine(props: { readonly label: string; readonly hint?: string; readonly amount: string }) {
  return (
    <div>
      <dt>
        {props.label} {props.hint === undefined ? null : <span className="where-hint">{props.hint}</span>}
      </dt>
      <dd className="number">{props.amount}</dd>
    </div>
  )
}
