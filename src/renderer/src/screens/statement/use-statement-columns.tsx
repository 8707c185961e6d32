import { useMemo } from 'react'
import type { Column } from '#renderer/components/DataTable.tsx'
import { kindWord } from '#renderer/components/entry-words.ts'
import { BalanceText, MoneyText } from '#renderer/components/MoneyText.tsx'
import { useFittingColumns } from '#renderer/components/use-fitting-columns.ts'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useWidthRem } from '#renderer/shop/shop-context.tsx'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { OpenItemView } from '#shared/contract/credit-endpoints.ts'
import { add, type Minor, subtract, ZERO } from '#shared/money/money.ts'
import { accountSides } from './account-sides.ts'
import { OpenOf } from './OpenOf.tsx'
import type { StatementLine, StatementPages } from './statement-pages.ts'

/** A line of the table: an entry, or at the top the balance that was brought forward. */
export interface StatementRow {
  readonly key: string
  readonly line: StatementLine | null
  readonly balanceMinor: Minor
}

/** The rows to show: with nothing looked for and something before the first line, that stands above it. */
export function rowsOf(
  pages: StatementPages | null,
  lines: readonly StatementLine[],
  isFinding: boolean
): readonly StatementRow[] {
  const rows = lines.map((line) => ({ key: line.entry.id, line, balanceMinor: line.balanceMinor }))
  const first = lines[0]
  if (pages === null || isFinding || first === undefined || pages.openingMinor === 0) return rows
  return [{ key: 'brought', line: null, balanceMinor: pages.openingMinor }, ...rows]
}

/** Below this width both sides of the account share one column. */
const NARROW_REM = 56
const WIDTH_FOR: Readonly<Record<string, number>> = { number: 70, open: 84 }

export function useStatementColumns(
  rows: readonly StatementRow[],
  partyId: string,
  open: ReadonlyMap<string, OpenItemView> | null
): readonly Column<StatementRow>[] {
  const t = useText()
  const { gave, got } = useMemo(() => totalsOf(rows), [rows])
  const isNarrow = useWidthRem() < NARROW_REM
  const columns = useMemo((): readonly Column<StatementRow>[] => {
    const side = (row: StatementRow, wanted: 'gaveMinor' | 'gotMinor') => {
      const amount = row.line === null ? ZERO : accountSides(row.line.entry)[wanted]
      return amount === 0 ? '' : <MoneyText amount={amount} />
    }
    const sides: readonly Column<StatementRow>[] = [
      {
        id: 'gave',
        header: t('statement:column.gave'),
        width: '9rem',
        align: 'right',
        draw: (row) => side(row, 'gaveMinor'),
        total: <MoneyText amount={gave} />
      },
      {
        id: 'got',
        header: t('statement:column.got'),
        width: '9rem',
        align: 'right',
        draw: (row) => side(row, 'gotMinor'),
        total: <MoneyText amount={got} />
      }
    ]
    const change: Column<StatementRow> = {
      id: 'change',
      header: t('statement:column.change'),
      width: '8.5rem',
      align: 'right',
      draw: ({ line }) => (line === null ? '' : <SignedAmount amount={line.entry.creditMinor} />),
      total: <SignedAmount amount={subtract(gave, got)} />
    }
    return [
      {
        id: 'day',
        header: t('statement:column.day'),
        width: '7rem',
        draw: (row) => (row.line === null ? '' : formatBookDate(row.line.entry.bookOn))
      },
      {
        id: 'number',
        header: t('statement:column.number'),
        width: '9.5rem',
        draw: (row) => row.line?.entry.number ?? ''
      },
      {
        id: 'what',
        header: t('statement:column.what'),
        width: 'minmax(7rem, 1fr)',
        draw: (row) => <What row={row} partyId={partyId} />,
        total: t('statement:totals')
      },
      ...(isNarrow ? [change] : sides),
      {
        id: 'open',
        header: t('statement:column.open'),
        width: '15.5rem',
        align: 'right',
        draw: (row) => <OpenOf item={row.line === null ? null : (open?.get(row.line.entry.id) ?? null)} />
      },
      {
        id: 'balance',
        header: t('statement:column.balance'),
        width: '11rem',
        align: 'right',
        draw: (row) => <BalanceText balanceMinor={row.balanceMinor} />
      }
    ]
  }, [t, gave, got, isNarrow, partyId, open])
  return useFittingColumns(columns, WIDTH_FOR)
}

/** What it did to the account: plus when the party owes more. */
function SignedAmount({ amount }: { readonly amount: Minor }) {
  return (
    <span className="number">
      {amount > 0 ? '+' : ''}
      {formatAmount(amount)}
    </span>
  )
}

function What({ row, partyId }: { readonly row: StatementRow; readonly partyId: string }) {
  const t = useText()
  if (row.line === null) return <em>{t('statement:opening')}</em>
  const { entry } = row.line
  const words = [entry.text, entry.note].filter((word) => word !== '').join(' · ')
  return (
    <>
      {kindWord(t, entry)}
      {words === '' ? null : <span className="second"> {words}</span>}
      {entry.partyId === partyId ? null : (
        <span className="second"> {t('statement:ofOther', { name: entry.partyName })}</span>
      )}
      {entry.reversedById === null ? null : <span className="reversed-mark"> {t('statement:reversed')}</span>}
    </>
  )
}

function totalsOf(rows: readonly StatementRow[]): { readonly gave: Minor; readonly got: Minor } {
  let gave = ZERO
  let got = ZERO
  for (const { line } of rows) {
    if (line === null) continue
    const sides = accountSides(line.entry)
    gave = add(gave, sides.gaveMinor)
    got = add(got, sides.gotMinor)
  }
  return { gave, got }
}
