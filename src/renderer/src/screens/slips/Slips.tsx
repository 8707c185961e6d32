import { useRef, useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { FootTotals } from '#renderer/components/FootTotals.tsx'
import { movedIndex } from '#renderer/components/ListBox.tsx'
import { useBalanceWords } from '#renderer/components/MoneyText.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { SlipView } from '#shared/contract/slip-endpoints.ts'
import { absolute } from '#shared/money/money.ts'
import { DropSlipDialog } from './DropSlipDialog.tsx'
import { EnterSlipDialog } from './EnterSlipDialog.tsx'
import { SlipLineForm } from './SlipLineForm.tsx'
import { useSlipColumns } from './use-slip-columns.tsx'
import './slips.css'

const MOST_SLIPS = 1000

/** Kaccha slips: small sums until the evening. The line above writes one, arrow keys choose one of the list, a key ends it. */
export function Slips() {
  const t = useText()
  const failureText = useFailureText()
  const balanceWords = useBalanceWords()
  const list = useLive('slip.list', { limit: MOST_SLIPS })
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [dialog, setDialog] = useState<{ readonly does: 'enter' | 'drop'; readonly slip: SlipView } | null>(null)
  const [word, setWord] = useState<Word | null>(null)
  const columns = useSlipColumns()
  const slips = list.value?.slips ?? []
  const index =
    slips.length === 0
      ? -1
      : Math.max(
          0,
          slips.findIndex((slip) => slip.id === chosenId)
        )
  const slip = slips[index]
  const choose = (at: number) => setChosenId(slips[at]?.id ?? null)
  const settle = useSettling(setWord)
  const ended = (text: string) => {
    setDialog(null)
    setWord({ tone: 'good', text })
  }

  useCommand('slips.settle', () => slip && void settle(slip), slip !== undefined)
  useCommand('slips.enter', () => slip && setDialog({ does: 'enter', slip }), slip !== undefined)
  useCommand('slips.drop', () => slip && setDialog({ does: 'drop', slip }), slip !== undefined)
  const shown: Word | null = list.failure === null ? word : { tone: 'bad', text: failureText(list.failure) }
  const earlier = list.value?.earlierCount ?? 0
  return (
    <Page
      title={t('slips:title')}
      about={earlier === 0 ? t('slips:about') : t('slips:aboutEarlier', { count: earlier })}
      word={shown}
    >
      <SlipLineForm
        onArrow={(key) => {
          const next = movedIndex(key, index, slips.length)
          if (next !== null) choose(next)
          return next !== null
        }}
        onWritten={(written) => {
          setChosenId(written.id)
          const words = { name: written.name, amount: balanceWords(written.amountMinor) }
          setWord({ tone: 'good', text: t('slips:written', words) })
        }}
        onSaid={setWord}
      />
      <DataTable
        label={t('slips:title')}
        columns={columns}
        rows={slips}
        keyOf={(one) => one.id}
        selectedIndex={index}
        onSelect={choose}
        onOpen={(one) => setDialog({ does: 'enter', slip: one })}
        empty={list.value === null ? null : <EmptyState title={t('slips:empty')}>{t('slips:emptyHint')}</EmptyState>}
      />
      <FootTotals
        about={t('slips:count', counted(list.value?.count ?? 0))}
        label={t('slips:title')}
        totals={[
          { label: t('slips:oweUs'), amountMinor: list.value?.oweUsMinor ?? 0, tone: 'get' },
          { label: t('slips:weOwe'), amountMinor: list.value?.weOweMinor ?? 0, tone: 'give' }
        ]}
      />
      {dialog?.does === 'enter' ? (
        <EnterSlipDialog
          slip={dialog.slip}
          onClose={() => setDialog(null)}
          onEntered={(entry) => ended(t('slips:entered', { name: dialog.slip.name, number: entry.number }))}
        />
      ) : null}
      {dialog?.does === 'drop' ? (
        <DropSlipDialog
          slip={dialog.slip}
          onClose={() => setDialog(null)}
          onDropped={() => ended(t('slips:dropped', { name: dialog.slip.name }))}
        />
      ) : null}
    </Page>
  )
}

/** The money has changed hands: one key. The same slip keeps its id, so that a second press settles nothing twice. */
function useSettling(say: (word: Word) => void): (slip: SlipView) => Promise<void> {
  const t = useText()
  const failureText = useFailureText()
  const ids = useRef(new Map<string, string>())
  return async (slip) => {
    const id = ids.current.get(slip.id) ?? v7()
    ids.current.set(slip.id, id)
    const answer = await call('slip.settle', { id, slipId: slip.id })
    if (!answer.ok) return say({ tone: 'bad', text: failureText(answer.failure) })
    const words = { name: slip.name, amount: formatAmount(absolute(slip.amountMinor)) }
    say({ tone: 'good', text: slip.amountMinor > 0 ? t('slips:settled', words) : t('slips:handedOut', words) })
  }
}
