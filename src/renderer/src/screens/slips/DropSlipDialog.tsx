import { call } from '#renderer/app-api.ts'
import { useBalanceWords } from '#renderer/components/MoneyText.tsx'
import { ReasonForm } from '#renderer/components/ReasonForm.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import type { SlipView } from '#shared/contract/slip-endpoints.ts'

/** Asks why a slip is put away without money and without an entry. */
export function DropSlipDialog(props: {
  readonly slip: SlipView
  readonly onClose: () => void
  readonly onDropped: () => void
}) {
  const { slip } = props
  const t = useText()
  const balanceWords = useBalanceWords()
  return (
    <ReasonForm
      title={t('slips:drop.title')}
      undone={{ what: t('slips:one'), whom: slip.name, amount: balanceWords(slip.amountMinor) }}
      consequence={t('slips:drop.what')}
      label={t('slips:drop.reason')}
      hint={t('slips:drop.hint')}
      onClose={props.onClose}
      undo={(_id, reason) => call('slip.drop', { slipId: slip.id, reason })}
      onDone={props.onDropped}
    />
  )
}
