import { type FocusEvent, useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { AmountField } from '#renderer/components/AmountField.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk, focusField } from '#renderer/focus/form-walk.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { readable, useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { PlanView } from '#shared/contract/credit-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { absolute, ZERO } from '#shared/money/money.ts'
import { ComingDateField } from './ComingDateField.tsx'
import {
  draftOfPlan,
  dropPart,
  isAsItWas,
  missingOf,
  type PartBox,
  type PlanDraft,
  partsOf,
  splitPart,
  typeAmount,
  typeDay
} from './plan-draft.ts'
import { useCommandCall } from './use-command-call.ts'
import './credit-dialogs.css'

interface Props {
  readonly plan: PlanView
  readonly partyName: string
  readonly today: BookDate
  readonly onClose: () => void
  readonly onDone: () => void
}

/** The plan that runs: its parts are moved, split and shared out anew, or it ends. */
export function RunningPlan(props: Props) {
  const [isEnding, setEnding] = useState(false)
  return isEnding ? (
    <EndPlan {...props} onClose={() => setEnding(false)} />
  ) : (
    <ChangePlan {...props} onEnd={() => setEnding(true)} />
  )
}

function ChangePlan({ plan, partyName, today, onClose, onDone, onEnd }: Props & { readonly onEnd: () => void }) {
  const t = useText()
  const failureText = useFailureText()
  const [draft, setDraft] = useState(() => draftOfPlan(plan))
  const [inHand, setInHand] = useState<number | null>(null)
  const [unread, setUnread] = useState<Failure | null>(null)
  const id = useRef(crypto.randomUUID())
  const { failure, send, forget } = useCommandCall()
  const boxes = useBoxFocus(draft)
  const change = (make: (now: PlanDraft) => PlanDraft) => {
    forget()
    setUnread(null)
    setDraft(make)
  }
  const accept = () => {
    const parts = partsOf(draft, today)
    if (!parts.ok) return setUnread(parts.failure)
    if (isAsItWas(parts.value, plan)) return onClose()
    void send(() => call('credit.changePlan', { id: id.current, ofId: plan.id, parts: [...parts.value] }), onDone)
  }
  const drop = (key: number) => {
    boxes.wish(draft.boxes.findIndex((box) => box.key === key))
    change((now) => dropPart(now, key))
  }
  const title = t('credit:plan.running', { name: partyName })
  return (
    <Dialog title={title} onClose={onClose} onAccept={accept} className="credit-dialog plan-dialog">
      <FormWalk onDone={accept} label={title} className="credit-walk">
        <div className="plan-boxes" ref={boxes.ref}>
          {draft.boxes.map((box, at) => (
            <PartRow
              key={box.key}
              box={box}
              number={at + 1}
              today={today}
              problem={unread}
              onHand={() => setInHand(box.key)}
              onDay={(day) => change((now) => typeDay(now, box.key, day))}
              onAmount={(amount) => change((now) => typeAmount(now, box.key, amount))}
            />
          ))}
        </div>
      </FormWalk>
      <p className="credit-left" role="status">
        <SumLine draft={draft} />
      </p>
      <PlanKeys
        draft={draft}
        part={draft.boxes.find(({ key }) => key === inHand) ?? null}
        onSplit={(key) => change((now) => splitPart(now, key, today))}
        onDrop={drop}
        onEnd={onEnd}
      />
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

/** What can be done about the part in hand, and about the plan. They are heard inside the dialog alone. */
function PlanKeys(props: {
  readonly draft: PlanDraft
  readonly part: PartBox | null
  readonly onSplit: (key: number) => void
  readonly onDrop: (key: number) => void
  readonly onEnd: () => void
}) {
  const { draft, part } = props
  const isOpen = part !== null && !part.isPaid
  const mayDrop = isOpen && part.paidMinor === ZERO && draft.boxes.filter(({ isPaid }) => !isPaid).length > 1
  useCommand('dialog.split', () => part !== null && props.onSplit(part.key), isOpen)
  useCommand('dialog.remove', () => part !== null && props.onDrop(part.key), mayDrop)
  useCommand('dialog.end', props.onEnd)
  return (
    <div className="plan-keys">
      <CommandButton command="dialog.split" isDisabled={!isOpen} />
      <CommandButton command="dialog.remove" isDisabled={!mayDrop} />
      <CommandButton command="dialog.end" />
    </div>
  )
}

/** What the parts come to, beside what the plan is of. */
function SumLine({ draft }: { readonly draft: PlanDraft }) {
  const t = useText()
  const { totalMinor } = draft
  const missing = missingOf(draft)
  if (missing === null || missing === ZERO) return t('credit:plan.sum', readable({ totalMinor }))
  return missing > 0
    ? t('credit:plan.missing', readable({ missingMinor: missing, totalMinor }))
    : t('credit:plan.tooMuch', readable({ overMinor: absolute(missing), totalMinor }))
}

/** One part. What was paid of it stands beside it; one that was paid whole is only looked at. */
function PartRow(props: {
  readonly box: PartBox
  readonly number: number
  readonly today: BookDate
  readonly problem: Failure | null
  readonly onHand: () => void
  readonly onDay: (day: string) => void
  readonly onAmount: (amount: string) => void
}) {
  const { box, number, problem } = props
  const t = useText()
  const failureText = useFailureText()
  const faultOf = (name: 'day' | 'amount') =>
    problem !== null && problem.field === `${name}-${box.key}` ? failureText(problem) : null
  const input = {
    disabled: box.isPaid,
    onFocus: (focus: FocusEvent<HTMLInputElement>) => {
      props.onHand()
      focus.currentTarget.select()
    }
  }
  return (
    <div className="plan-box">
      <ComingDateField
        label={t('credit:plan.day', { number })}
        value={box.day}
        onChange={props.onDay}
        today={props.today}
        error={faultOf('day')}
        input={input}
      />
      <AmountField
        label={t('credit:plan.amount', { number })}
        value={box.amount}
        onChange={props.onAmount}
        error={faultOf('amount')}
        hint={
          box.isPaid
            ? t('credit:plan.paid')
            : box.paidMinor > 0
              ? t('credit:plan.paidOf', { amount: formatAmount(box.paidMinor) })
              : undefined
        }
        input={input}
      />
    </div>
  )
}

/** A part that was taken off leaves the focus to the one in its place. */
function useBoxFocus(draft: PlanDraft) {
  const ref = useRef<HTMLDivElement>(null)
  const wished = useRef<number | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the boxes are those of the draft.
  useEffect(() => {
    if (wished.current === null) return
    const rows = [...(ref.current?.querySelectorAll<HTMLElement>('.plan-box') ?? [])]
    const row = rows[Math.min(wished.current, rows.length - 1)]
    wished.current = null
    focusField(row?.querySelector<HTMLInputElement>('input'))
  }, [draft])
  return {
    ref,
    wish: (at: number) => {
      wished.current = at
    }
  }
}

/** Nothing is expected by the plan any more. */
function EndPlan({ plan, partyName, onClose, onDone }: Props) {
  const t = useText()
  const failureText = useFailureText()
  const [reason, setReason] = useState('')
  const { failure, send } = useCommandCall()
  const end = () => void send(() => call('credit.endPlan', { id: plan.id, reason: reason.trim() }), onDone)
  const title = t('credit:plan.ending', { name: partyName })
  return (
    <Dialog title={title} onClose={onClose} onAccept={end} className="credit-dialog">
      <p>{t('credit:plan.endWhat')}</p>
      <FormWalk onDone={end} label={title} className="credit-walk">
        <Field label={t('credit:plan.endReason')} value={reason} onChange={setReason} input={{ maxLength: 200 }} />
      </FormWalk>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}
