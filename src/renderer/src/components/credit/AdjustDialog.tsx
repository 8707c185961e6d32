import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { AmountField } from '#renderer/components/AmountField.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { formatAmount, formatPlain, parseAmount } from '#renderer/i18n/amounts.ts'
import { readable, useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { Adjustment, CreditBrief } from '#shared/contract/credit-endpoints.ts'
import { absolute, type Minor, negate } from '#shared/money/money.ts'
import { useCommandCall } from './use-command-call.ts'
import './credit-dialogs.css'

/** What may be posted without money or goods, by whether the party owes or is owed. */
const OF_SIDE: Readonly<Record<'get' | 'give', readonly Adjustment[]>> = {
  get: ['interest-received', 'discount-allowed', 'bad-debts'],
  give: ['interest-paid', 'discount-received']
}
const PREVIEWED = 6

/** Charges interest, with what it is made of in sight, gives a discount, or writes a debt off. */
export function AdjustDialog(props: {
  readonly brief: CreditBrief
  readonly partyName: string
  readonly onClose: () => void
  readonly onDone: () => void
}) {
  const { brief } = props
  const t = useText()
  const failureText = useFailureText()
  const accounts = OF_SIDE[brief.balanceMinor < 0 ? 'give' : 'get']
  const [account, setAccount] = useState<Adjustment>(
    brief.interestMinor === 0 ? (accounts[1] ?? 'discount-allowed') : (accounts[0] ?? 'interest-received')
  )
  const isInterest = account === 'interest-received' || account === 'interest-paid'
  const [typed, setTyped] = useState<string | null>(null)
  const [text, setText] = useState('')
  const id = useRef(crypto.randomUUID())
  const { failure, send, forget } = useCommandCall()
  const proposed = isInterest && brief.interestMinor !== 0 ? formatPlain(absolute(brief.interestMinor)) : ''
  const amount = typed ?? proposed
  const accept = () => {
    const read = parseAmount(amount.trim() === '' ? '0' : amount)
    if (!read.ok) return
    const creditMinor = signed(account, read.value)
    const posted = { id: id.current, partyId: brief.partyId, account, creditMinor, text: text.trim() }
    void send(() => call('credit.adjust', posted), props.onDone)
  }
  const title = t('credit:adjust.title', { name: props.partyName })
  const charged = brief.items.filter(({ interestMinor }) => interestMinor !== 0)
  return (
    <Dialog title={title} onClose={props.onClose} onAccept={accept} className="credit-dialog">
      <FormWalk onDone={accept} label={title} className="credit-walk">
        <Choice
          label={t('credit:adjust.what')}
          options={accounts.map((value) => ({ value, label: t(`credit:adjust.accounts.${value}`) }))}
          value={account}
          onChange={(value) => {
            forget()
            setTyped(null)
            setAccount(value)
          }}
          isFirstFocus
        />
        <AmountField label={t('credit:adjust.amount')} value={amount} onChange={setTyped} />
        <Field label={t('credit:adjust.text')} value={text} onChange={setText} input={{ maxLength: 200 }} />
      </FormWalk>
      {isInterest ? (
        <ul className="credit-parts" aria-label={t('credit:adjust.preview')}>
          {charged.slice(0, PREVIEWED).map((item) => (
            <li key={item.entryId}>
              <span>{item.number || t(`ledger:kind.${item.kind}`)}</span>
              <span>{t('credit:adjust.of', readable({ openMinor: absolute(item.openMinor), dueOn: item.dueOn }))}</span>
              <span className="number is-strong">{formatAmount(absolute(item.interestMinor))}</span>
            </li>
          ))}
          {charged.length > PREVIEWED ? (
            <li>{t('credit:adjust.more', { count: charged.length - PREVIEWED })}</li>
          ) : null}
        </ul>
      ) : null}
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}

/** Interest that is charged and a discount that is given to us make the party owe more; everything else less. */
const signed = (account: Adjustment, amount: Minor): Minor =>
  account === 'interest-received' || account === 'discount-received' ? amount : negate(amount)
