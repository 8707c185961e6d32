import { useMemo } from 'react'
import type { Column } from '#renderer/components/DataTable.tsx'
import { kindWord } from '#renderer/components/entry-words.ts'
import { BalanceText, MoneyText } from '#renderer/components/MoneyText.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import { absolute, add, type Minor, ZERO } from '#shared/money/money.ts'
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

export function useStatementColumns(rows: readonly StatementRow[]): readonly Column<StatementRow>[] {
  const t = useText()
  const { gave, got } = useMemo(() => totalsOf(rows), [rows])
  return useMemo(() => {
    const side = (row: StatementRow, wanted: 1 | -1) =>
      row.line !== null && Math.sign(row.line.entry.creditMinor) === wanted ? (
        <MoneyText amount={absolute(row.line.entry.creditMinor)} />
      ) : (
        ''
      )
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
        width: '9rem',
        draw: (row) => row.line?.entry.number ?? ''
      },
      {
        id: 'what',
        header: t('statement:column.what'),
        width: 'minmax(10rem, 1fr)',
        draw: (row) => <What row={row} />,
        total: t('statement:totals')
      },
      {
        id: 'gave',
        header: t('statement:column.gave'),
        width: '9rem',
        align: 'right',
        draw: (row) => side(row, 1),
        total: <MoneyText amount={gave} />
      },
      {
        id: 'got',
        header: t('statement:column.got'),
        width: '9rem',
        align: 'right',
        draw: (row) => side(row, -1),
        total: <MoneyText amount={got} />
      },
      {
        id: 'balance',
        header: t('statement:column.balance'),
        width: '12rem',
        align: 'right',
        draw: (row) => <BalanceText balanceMinor={row.balanceMinor} />
      }
    ]
  }, [t, gave, got])
}

function What({ row }: { readonly row: StatementRow }) {
  const t = useText()
  if (row.line === null) return <em>{t('statement:opening')}</em>
  const { entry } = row.line
  const words = [entry.text, entry.note].filter((word) => word !== '').join(' · ')
  return (
    <>
      {kindWord(t, entry)}
      {words === '' ? null : <span className="second"> {words}</span>}
      {entry.reversedById === null ? null : <span className="reversed-mark"> {t('statement:reversed')}</span>}
    </>
  )
}

function totalsOf(rows: readonly StatementRow[]): { readonly gave: Minor; readonly got: Minor } {
  let gave = ZERO
  let got = ZERO
  for (const { line } of rows) {
    const credit = line?.entry.creditMinor ?? ZERO
    if (credit > 0) gave = add(gave, credit)
    else got = add(got, absolute(credit))
  }
  return { gave, got }
}
