import { useEffect, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { AmountField } from '#renderer/components/AmountField.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { readable, useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { Failure, Result } from '#shared/kernel/result.ts'
import { absolute, ZERO } from '#shared/money/money.ts'
import {
  boxesOf,
  type Charges,
  draftOfCharges,
  leftOf,
  namedOf,
  SETTLE_WAYS,
  type SettleDraft,
  settledOf,
  takesNames,
  toggleWhole,
  typeInto
} from './settle-draft.ts'
import { useCommandCall } from './use-command-call.ts'
import './credit-dialogs.css'

/** What a payment of the book settles: the oldest first, charges by name, or nothing yet. */
export function SettleDialog(props: {
  readonly entryId: string
  readonly what: string
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const [charges, setCharges] = useState<Charges | null>(null)
  const [unread, setUnread] = useState<Failure | null>(null)
  const [draft, setDraft] = useState<SettleDraft>({ way: 'oldest', typed: {} })
  const { failure, send, forget } = useCommandCall()
  const { entryId } = props
  useEffect(() => {
    void call('credit.charges', { entryId }).then((answer) => {
      if (!answer.ok) return setUnread(answer.failure)
      setCharges(answer.value)
      setDraft(draftOfCharges(answer.value))
    })
  }, [entryId])
  const settled = charges === null ? null : settledOf(draft, charges)
  const accept = () => {
    // Before the book has answered, nobody knows what an earlier word would be replaced by.
    if (settled === null) return
    const ask = (): Promise<Result<unknown>> =>
      settled.ok ? call('credit.settle', { entryId, ...settled.value }) : Promise.resolve(settled)
    void send(ask, props.onDone)
  }
  return (
    <SettleForm
      what={props.what}
      charges={charges}
      draft={draft}
      onChange={(next) => {
        forget()
        setDraft(next)
      }}
      problem={failure ?? unread}
      onClose={props.onClose}
      onAccept={accept}
    />
  )
}

/** The ways, and where they take names the open charges with a box each. Whose the draft is, is the caller's affair. */
export function SettleForm(props: {
  readonly what: string
  /** Null while they are being read. */
  readonly charges: Charges | null
  readonly draft: SettleDraft
  readonly onChange: (draft: SettleDraft) => void
  readonly problem: Failure | null
  readonly onClose: () => void
  readonly onAccept: () => void
}) {
  const { charges, draft, onChange, problem } = props
  const t = useText()
  const failureText = useFailureText()
  const { way } = draft
  const hasNames = charges !== null && takesNames(way)
  return (
    <Dialog
      title={t('credit:settle.title')}
      onClose={props.onClose}
      onAccept={props.onAccept}
      className="credit-dialog settle-dialog"
    >
      <p className="dialog-lead">
        <strong>{props.what}</strong>
        <span className="number is-strong">
          {charges === null || charges.paymentMinor === ZERO ? '' : formatAmount(charges.paymentMinor)}
        </span>
      </p>
      <FormWalk onDone={props.onAccept} label={t('credit:settle.title')} className="credit-walk">
        <Choice
          label={t('credit:settle.way')}
          options={SETTLE_WAYS.map((value) => ({ value, label: t(`credit:settle.ways.${value}`) }))}
          value={way}
          onChange={(value) => onChange({ ...draft, way: value })}
          isFirstFocus
        />
        {hasNames ? <ChargeBoxes draft={draft} charges={charges} onChange={onChange} /> : null}
      </FormWalk>
      {charges === null ? null : (
        <p className="credit-left" role="status">
          {hasNames ? <Left draft={draft} charges={charges} /> : t('credit:settle.none')}
          {hasNames && charges.charges.length > 0 ? (
            <span>
              <CommandKey command="dialog.all" /> {t('credit:settle.whole')}
            </span>
          ) : null}
        </p>
      )}
      <Notice tone="bad">{problem === null ? '' : failureText(problem)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

interface Named {
  readonly draft: SettleDraft
  readonly charges: Charges
}

/** What of the payment the names leave. A payment whose amount is not typed yet takes it from them. */
function Left({ draft, charges }: Named) {
  const t = useText()
  if (charges.charges.length === 0) return t('credit:settle.nothingOpen')
  const leftMinor = leftOf(draft, charges)
  if (charges.paymentMinor === ZERO) return t('credit:settle.named', readable({ namedMinor: namedOf(draft, charges) }))
  return leftMinor < 0
    ? t('credit:settle.tooMuch', readable({ overMinor: absolute(leftMinor) }))
    : t('credit:settle.left', readable({ leftMinor }))
}

/** The open charges, a box each. The key of "all" fills the box in hand with what is open, or empties it. */
function ChargeBoxes({ draft, charges, onChange }: Named & { readonly onChange: (draft: SettleDraft) => void }) {
  const t = useText()
  const [inHand, setInHand] = useState<string | null>(null)
  const boxes = boxesOf(draft, charges)
  useCommand(
    'dialog.all',
    () => inHand !== null && onChange(toggleWhole(draft, charges, inHand)),
    charges.charges.length > 0
  )
  return (
    <div className="credit-charges">
      {charges.charges.map((one) => (
        <AmountField
          key={one.entryId}
          label={t('credit:settle.charge', {
            what: one.number || t(`ledger:kind.${one.kind}`),
            ...readable({ openMinor: one.openMinor, dueOn: one.dueOn })
          })}
          value={boxes[one.entryId] ?? ''}
          onChange={(text) => onChange(typeInto(draft, charges, one.entryId, text))}
          hint={formatBookDate(one.bookOn)}
          input={{
            onFocus: (focus) => {
              setInHand(one.entryId)
              focus.currentTarget.select()
            }
          }}
        />
      ))}
    </div>
  )
}
