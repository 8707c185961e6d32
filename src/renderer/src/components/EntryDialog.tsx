import { type ReactNode, useState } from 'react'
import type { CommandId } from '#renderer/commands/command-table.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { EntryView } from '#shared/contract/views.ts'
import { Button, CommandButton } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { EntryFiles } from './entry-files/EntryFiles.tsx'
import { kindWord, withWhom } from './entry-words.ts'
import { useBalanceWords } from './MoneyText.tsx'
import { Notice } from './Notice.tsx'
import type { Word } from './Page.tsx'
import { PaperPreview } from './PaperPreview.tsx'
import { ReverseDialog } from './ReverseDialog.tsx'
import { ScrollRegion } from './ScrollRegion.tsx'
import { useSavePdf } from './use-save-pdf.ts'
import './entry-dialog.css'

interface EntryCommands {
  readonly reverse: CommandId
  readonly print: CommandId
  readonly pdf: CommandId
}

/** Everything that the book knows of one entry, its paper, and the entry that reverses it or that it reverses. */
export function EntryDialog(props: {
  readonly entryId: string
  readonly onClose: () => void
  readonly commands: EntryCommands
  readonly onPrint: (entry: EntryView) => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const [shownId, setShownId] = useState(props.entryId)
  const read = useLive('entry.get', { entryId: shownId }, ['ledger.changed', 'print.changed'])
  const entry = read.value?.id === shownId ? read.value : null
  const title =
    entry === null ? t('entry:title') : [kindWord(t, entry), entry.number].filter((word) => word !== '').join(' ')
  return (
    <Dialog title={title} onClose={props.onClose} className="entry-dialog">
      {entry === null ? null : (
        <EntryBody entry={entry} commands={props.commands} onShow={setShownId} onPrint={() => props.onPrint(entry)} />
      )}
      {read.failure === null ? null : <Notice tone="bad">{failureText(read.failure)}</Notice>}
    </Dialog>
  )
}

function EntryBody(props: {
  readonly entry: EntryView
  readonly commands: EntryCommands
  readonly onShow: (entryId: string) => void
  readonly onPrint: () => void
}) {
  const { entry, commands, onShow } = props
  const t = useText()
  const [isReversing, setReversing] = useState(false)
  const canReverse = entry.reversedById === null && entry.reversesId === null
  useCommand(commands.reverse, () => setReversing(true), canReverse)
  useCommand(commands.print, props.onPrint)
  const savePdf = useSavePdf()
  const [word, setWord] = useState<Word | null>(null)
  useCommand(commands.pdf, () => void savePdf({ type: 'entry', entryId: entry.id }).then(setWord))
  return (
    <div className="entry-body">
      <ScrollRegion className="entry-facts" label={t('entry:facts')} isFirstFocus>
        <EntryFacts entry={entry} />
        <LinkedEntry label={t('entry:reversedBy')} id={entry.reversedById} onShow={onShow} />
        <LinkedEntry label={t('entry:reverses')} id={entry.reversesId} onShow={onShow} />
        <div className="entry-keys">
          <CommandButton command={commands.print} />
          <CommandButton command={commands.pdf} />
          {canReverse ? <CommandButton command={commands.reverse} /> : null}
        </div>
        {word === null ? null : <Notice tone={word.tone}>{word.text}</Notice>}
        <EntryFiles key={entry.id} entryId={entry.id} />
      </ScrollRegion>
      {entry.printJobId === null ? null : (
        <PaperPreview jobId={entry.printJobId} name={t('print-queue:paper.name', { title: entry.number })} />
      )}
      {isReversing ? (
        <ReverseDialog
          entry={entry}
          onClose={() => setReversing(false)}
          onReversed={(reversal) => {
            setReversing(false)
            onShow(reversal.id)
          }}
        />
      ) : null}
    </div>
  )
}

function LinkedEntry(props: {
  readonly label: string
  readonly id: string | null
  readonly onShow: (id: string) => void
}) {
  const t = useText()
  const { id } = props
  const linked = useLive('entry.get', id === null ? null : { entryId: id })
  if (id === null) return null
  const name = linked.value === null ? '' : [kindWord(t, linked.value), linked.value.number].join(' ')
  return (
    <p className="entry-link">
      <span>{props.label}</span>
      <Button onPress={() => props.onShow(id)}>{t('entry:show', { name })}</Button>
      <span>{linked.value?.reason ?? ''}</span>
    </p>
  )
}

function EntryFacts({ entry }: { readonly entry: EntryView }) {
  const t = useText()
  const balanceWords = useBalanceWords()
  const signed = (amount: number) =>
    amount === 0 ? '' : `${amount > 0 ? '+' : ''}${formatAmount(amount as EntryView['amountMinor'])}`
  const upi = entry.upiMinor === 0 ? '' : formatAmount(entry.upiMinor)
  const upiState = entry.upiState === null ? '' : t(`ledger:upi.${entry.upiState}`)
  return (
    <dl className="facts">
      <Fact label={t('entry:amount')} value={<strong className="number">{formatAmount(entry.amountMinor)}</strong>} />
      <Fact label={t('entry:with')} value={withWhom(t, entry)} />
      <Fact label={t('entry:text')} value={entry.text} />
      <Fact label={t('entry:note')} value={entry.note} />
      <Fact label={t('entry:cash')} value={signed(entry.cashMinor)} />
      <Fact label={t('entry:change')} value={entry.changeMinor === 0 ? '' : formatAmount(entry.changeMinor)} />
      <Fact label={t('entry:upi')} value={[upi, upiState].filter((word) => word !== '').join(' · ')} />
      <Fact label={t('entry:bank')} value={entry.bankMinor === 0 ? '' : formatAmount(entry.bankMinor)} />
      <Fact label={t('entry:credit')} value={signed(entry.creditMinor)} />
      <Fact
        label={t('entry:balanceAfter')}
        value={entry.balanceAfterMinor === null ? '' : balanceWords(entry.balanceAfterMinor)}
      />
      <Fact label={t('entry:day')} value={`${formatBookDate(entry.bookOn)}, ${entry.time}`} />
      <Fact label={t('entry:occurred')} value={entry.occurredOn === null ? '' : formatBookDate(entry.occurredOn)} />
      <Fact label={t('entry:person')} value={entry.personName} />
      <Fact label={t('entry:reason')} value={entry.reason} />
      <Fact
        label={t('entry:paper')}
        value={entry.printState === null ? t('entry:neverPrinted') : t(`ledger:print.${entry.printState}`)}
      />
      <Fact label={t('entry:entryNo')} value={String(entry.entryNo)} />
    </dl>
  )
}

/** A fact and its name; what is not there is not listed. */
function Fact({ label, value }: { readonly label: string; readonly value: ReactNode }) {
  if (value === '') return null
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
