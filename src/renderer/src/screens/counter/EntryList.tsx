import { type KeyboardEvent, type RefObject, useMemo } from 'react'
import { type Column, DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { type LedgerWords, useLedgerWords } from '#renderer/components/ledger-words.ts'
import { BalanceText, MoneyText } from '#renderer/components/MoneyText.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { readable, useText } from '#renderer/i18n/use-text.ts'
import { useNavigation } from '#renderer/navigation/navigation.tsx'
import { useShop, useWidthRem } from '#renderer/shop/shop-context.tsx'
import { type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import type { EntryView } from '#shared/contract/views.ts'
import type { LineNotice } from './line-kit.ts'
import { PrintMark } from './PrintMark.tsx'
import type { TodaysEntries } from './use-todays-entries.ts'

/** The width of the window, in rem, from which a column is worth its place. */
const WIDTH_FOR: Readonly<Record<string, number>> = { kind: 40, number: 72, paid: 64, balance: 48 }

/** Today's entries, the newest on top, with what became of each on paper. */
export function EntryList(props: {
  readonly list: TodaysEntries
  readonly grid: RefObject<HTMLDivElement | null>
  readonly notice: LineNotice | null
  readonly onType: () => void
}) {
  const { list, notice } = props
  const t = useText()
  const words = useLedgerWords()
  const { open } = useNavigation()
  const widthRem = useWidthRem()
  const bookOn = useShop().summary?.bookOn ?? null
  const columns = useMemo(
    () => columnsOf(t, words, bookOn).filter((column) => widthRem >= (WIDTH_FOR[column.id] ?? 0)),
    [t, words, bookOn, widthRem]
  )
  // A letter typed over the list is meant for the line: the focus moves before the letter lands.
  const heard = (press: KeyboardEvent) => {
    if (press.key.length !== 1 || press.ctrlKey || press.altKey || press.metaKey || press.key === ' ') return
    list.select(-1)
    props.onType()
  }
  return (
    <section className="today" aria-label={t('counter:today.label')} onKeyDown={heard}>
      <div className="today-head">
        <h2>{t('counter:today.title')}</h2>
        <Notice tone={notice?.tone ?? 'plain'}>
          {notice === null ? '' : t(notice.key, readable(notice.params ?? {}))}
        </Notice>
      </div>
      <DataTable
        ref={props.grid}
        label={t('counter:today.label')}
        columns={columns}
        rows={list.entries}
        keyOf={(entry) => entry.id}
        selectedIndex={list.selectedIndex}
        onSelect={list.select}
        onOpen={(entry) => entry.partyId !== null && open('statement', { partyId: entry.partyId })}
        onEndReached={list.readMore}
        rowClass={(entry) => (entry.reversedById === null ? '' : 'is-reversed')}
        empty={
          list.isRead ? <EmptyState title={t('counter:today.empty')}>{t('counter:today.emptyHint')}</EmptyState> : null
        }
      />
    </section>
  )
}

function columnsOf(t: Translate, words: LedgerWords, bookOn: BookDate | null): readonly Column<EntryView>[] {
  return [
    {
      id: 'time',
      header: t('counter:column.time'),
      width: '3.25rem',
      draw: (entry) => <span className="number">{entry.time}</span>
    },
    {
      id: 'who',
      header: t('counter:column.who'),
      width: 'minmax(9rem, 2.2fr)',
      draw: (entry) => <Who entry={entry} words={words} />
    },
    {
      id: 'kind',
      header: t('counter:column.kind'),
      width: 'minmax(6rem, 1fr)',
      draw: (entry) => kindText(entry, t, words, bookOn)
    },
    {
      id: 'number',
      header: t('counter:column.number'),
      width: '9.5rem',
      draw: (entry) => <span className="number">{entry.number}</span>
    },
    {
      id: 'amount',
      header: t('counter:column.amount'),
      width: '8rem',
      align: 'right',
      draw: (entry) => <MoneyText amount={entry.amountMinor} isStrong />
    },
    {
      id: 'paid',
      header: t('counter:column.paid'),
      width: 'minmax(6rem, 0.9fr)',
      draw: (entry) => paidText(entry, t, words)
    },
    {
      id: 'balance',
      header: t('counter:column.balance'),
      width: '11rem',
      align: 'right',
      draw: (entry) => (entry.balanceAfterMinor === null ? '' : <BalanceText balanceMinor={entry.balanceAfterMinor} />)
    },
    {
      id: 'print',
      header: t('counter:column.print'),
      width: '8.5rem',
      draw: (entry) => <PrintMark state={entry.printState} />
    }
  ]
}

function Who({ entry, words }: { readonly entry: EntryView; readonly words: LedgerWords }) {
  const t = useText()
  const detail = entry.kind === 'reversal' ? entry.reason : entry.text
  const name =
    entry.kind === 'contra'
      ? routeText(entry, t, words)
      : entry.partyName || (entry.accountCode === '' ? '' : words.account(entry.accountCode, entry.accountName))
  return (
    <>
      <span className="is-strong">
        {name || (entry.kind === 'sale' ? t('counter:today.cashSale') : words.entry(entry))}
      </span>
      {detail === '' ? null : <span className="today-text">{detail}</span>}
    </>
  )
}

/** `bookOn` is the shop's day: an entry of another one says so. */
function kindText(entry: EntryView, t: Translate, words: LedgerWords, bookOn: BookDate | null): string {
  const kind = entry.partyId === null ? words.kind(entry.kind) : words.entry(entry)
  if (entry.reversedById !== null) return t('counter:today.reversed', { kind })
  const day = entry.occurredOn ?? (entry.bookOn === bookOn ? null : entry.bookOn)
  return day === null ? kind : t('counter:today.ofDay', { kind, day: formatBookDate(day) })
}

/** From where to where the money went. What left is what has a minus; the owner's pocket is no place of the book's money. */
function routeText(entry: EntryView, t: Translate, words: LedgerWords): string {
  const from = entry.cashMinor < 0 ? 'cash' : entry.upiMinor < 0 ? 'upi' : entry.bankMinor < 0 ? 'bank' : 'owner'
  return t('counter:route', { from: words.account(from, ''), to: words.account(entry.accountCode, entry.accountName) })
}

/** How it was paid, in words: nothing for what stands on credit. */
function paidText(entry: EntryView, t: Translate, words: LedgerWords): string {
  if (entry.kind === 'contra') return ''
  if (entry.upiMinor !== 0 && entry.upiState !== null && entry.cashMinor === 0) return words.upi(entry.upiState)
  const ways = [entry.cashMinor, entry.upiMinor, entry.bankMinor].filter((amount) => amount !== 0).length
  if (ways > 1) return t('counter:pay.split')
  if (entry.cashMinor !== 0)
    return entry.changeMinor > 0
      ? t('counter:today.withChange', readable({ changeMinor: entry.changeMinor }))
      : t('counter:pay.cash')
  if (entry.bankMinor !== 0) return t('counter:pay.bank')
  return entry.creditMinor === 0 ? '' : t('counter:pay.credit')
}
