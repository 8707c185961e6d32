import { useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CreditStrip } from '#renderer/components/credit/CreditStrip.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { EntryDialog } from '#renderer/components/EntryDialog.tsx'
import { kindWord } from '#renderer/components/entry-words.ts'
import { FindableTable } from '#renderer/components/FindableTable.tsx'
import { BalanceText } from '#renderer/components/MoneyText.tsx'
import { Page } from '#renderer/components/Page.tsx'
import { PartyDialog } from '#renderer/components/PartyDialog.tsx'
import { PayLinkDialog } from '#renderer/components/pay-link/PayLinkDialog.tsx'
import { ReverseDialog } from '#renderer/components/ReverseDialog.tsx'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useRemPx } from '#renderer/shop/shop-context.tsx'
import { useLive } from '#renderer/shop/use-live.ts'
import type { AccountLine } from '#shared/contract/views.ts'
import { findLines } from './find-lines.ts'
import { StatementCredit } from './StatementCredit.tsx'
import { runningBalances } from './statement-pages.ts'
import { useStatement } from './use-statement.ts'
import { rowsOf, type StatementRow, useStatementColumns } from './use-statement-columns.tsx'
import { useStatementPapers } from './use-statement-papers.ts'
import './statement.css'

const ROW_REM = 2
/** So many rows from the top older ones are read, before one sees the edge. */
const NEAR_TOP = 20

type Overlay =
  | { readonly name: 'entry'; readonly entry: AccountLine }
  | { readonly name: 'reverse'; readonly entry: AccountLine }
  | { readonly name: 'party' }
  | { readonly name: 'pay-link' }

/** One party's account: the balance large, every line with the balance after it, the newest at the foot. */
export function StatementScreen({ partyId }: { readonly partyId: string }) {
  const t = useText()
  const failureText = useFailureText()
  const { pages, failure, readOlder } = useStatement(partyId)
  const papers = useStatementPapers(partyId)
  const [text, setText] = useState('')
  const typed = useDeferredValue(text)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const all = useMemo(() => (pages === null ? [] : runningBalances(pages)), [pages])
  const lines = useMemo(() => findLines(all, typed, (line) => kindWord(t, line.entry)), [all, typed, t])
  const rows = rowsOf(pages, lines, typed !== '')
  const found = rows.findIndex((row) => row.key === chosenId)
  const index = found === -1 ? rows.length - 1 : found
  const chosen = rows[index]?.line?.entry ?? null
  const credit = useLive('credit.brief', { partyId }).value
  const brief = credit?.partyId === partyId ? credit : null
  const open = useMemo(
    () => (brief === null ? null : new Map(brief.items.map((item) => [item.entryId, item]))),
    [brief]
  )
  const columns = useStatementColumns(rows, partyId, open)
  const box = useRef<HTMLDivElement>(null)
  useKeptPlace(box, pages?.lines.length ?? 0, pages?.lines[0]?.entryNo ?? null)
  // Looking for something goes back to the first line; moving up goes back when the top is near.
  const wantsOlder = pages?.hasMore === true && (typed !== '' || index < NEAR_TOP)
  const heldCount = pages?.lines.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that came may ask for the next one.
  useEffect(() => {
    if (wantsOlder) void readOlder()
  }, [wantsOlder, heldCount, readOlder])

  const openEntry = () => chosen && setOverlay({ name: 'entry', entry: chosen })
  const canReverse = chosen !== null && chosen.reversedById === null && chosen.reversesId === null
  useCommand('statement.open', openEntry, chosen !== null)
  useCommand('statement.change', () => setOverlay({ name: 'party' }), pages !== null)
  useCommand('statement.reverse', () => chosen && setOverlay({ name: 'reverse', entry: chosen }), canReverse)
  useCommand('statement.print', () => void papers.printStatement(), pages !== null)
  useCommand('statement.export', () => void papers.exportStatement(), pages !== null)
  useCommand('statement.pdf', () => void papers.savePdf(), pages !== null)
  useCommand('statement.payLink', () => setOverlay({ name: 'pay-link' }), (pages?.party.balanceMinor ?? 0) > 0)
  useCommand('statement.clear', () => setText(''), text !== '')

  const party = pages?.party
  const about =
    party === undefined
      ? ''
      : [party.place, party.phone || t('statement:noPhone'), party.alias].filter((word) => word !== '').join(' · ')
  return (
    <Page
      title={party?.name ?? t('statement:title')}
      about={about}
      word={failure === null ? papers.word : { tone: 'bad', text: failureText(failure) }}
    >
      <div className="statement" ref={box}>
        <CreditStrip brief={brief} />
        <FindableTable<StatementRow>
          find={{ label: t('statement:find'), text, hint: t('statement:findHint'), onChange: setText }}
          beside={party === undefined ? null : <LargeBalance balanceMinor={party.balanceMinor} />}
          label={t('statement:ofParty', { name: party?.name ?? '' })}
          columns={columns}
          rows={rows}
          keyOf={(row) => row.key}
          selectedIndex={index}
          onSelect={(at) => setChosenId(rows[at]?.key ?? null)}
          onOpen={openEntry}
          rowClass={(row) => (row.line?.entry.reversedById ? 'is-reversed' : '')}
          hasTotals
          empty={pages === null ? null : <NoLines typed={typed} isSearching={pages.hasMore} />}
        />
        <p className="statement-extent" aria-live="polite">
          {pages === null
            ? ''
            : extentText(t, { shown: lines.length, isFinding: typed !== '', hasMore: pages.hasMore })}
        </p>
      </div>
      {brief === null || party === undefined ? null : (
        <StatementCredit brief={brief} party={party} chosen={chosen} say={papers.say} />
      )}
      {overlay?.name === 'entry' ? (
        <EntryDialog
          entryId={overlay.entry.id}
          onClose={() => setOverlay(null)}
          commands={{ reverse: 'statement.reverse', print: 'statement.print', pdf: 'statement.pdf' }}
          onPrint={(entry) => void papers.printEntry(entry)}
        />
      ) : null}
      {overlay?.name === 'pay-link' ? (
        <PayLinkDialog of={{ type: 'party', partyId }} onClose={() => setOverlay(null)} />
      ) : null}
      {overlay?.name === 'reverse' ? (
        <ReverseDialog
          entry={overlay.entry}
          onClose={() => setOverlay(null)}
          onReversed={() => {
            papers.say(t('statement:reversedNow', { number: overlay.entry.number || kindWord(t, overlay.entry) }))
            setOverlay(null)
          }}
        />
      ) : null}
      {overlay?.name === 'party' && party !== undefined ? (
        <PartyDialog
          party={party}
          onClose={() => setOverlay(null)}
          onSaved={(saved) => {
            papers.say(t('parties:form.saved', { name: saved.name }))
            setOverlay(null)
          }}
        />
      ) : null}
    </Page>
  )
}

function LargeBalance({ balanceMinor }: { readonly balanceMinor: number }) {
  const t = useText()
  return (
    <div className="statement-balance">
      <span className="field-label">{t('statement:balance')}</span>
      <BalanceText balanceMinor={balanceMinor} />
    </div>
  )
}

function NoLines({ typed, isSearching }: { readonly typed: string; readonly isSearching: boolean }) {
  const t = useText()
  if (typed === '') return <EmptyState title={t('statement:empty')}>{t('statement:emptyHint')}</EmptyState>
  return (
    <EmptyState title={isSearching ? t('statement:searching') : t('statement:nothing', { text: typed.slice(0, 60) })} />
  )
}

function extentText(
  t: ReturnType<typeof useText>,
  extent: { readonly shown: number; readonly isFinding: boolean; readonly hasMore: boolean }
): string {
  const { shown: count, isFinding, hasMore } = extent
  if (!isFinding) return hasMore ? t('statement:linesMore', counted(count)) : t('statement:lines', counted(count))
  const found = t('statement:found', counted(count))
  return hasMore ? `${found}, ${t('statement:searching')}` : found
}

/** When older lines come in above, what is in sight stays where it is. */
function useKeptPlace(box: React.RefObject<HTMLDivElement | null>, count: number, firstEntryNo: number | null): void {
  const remPx = useRemPx()
  const before = useRef({ count: 0, firstEntryNo: null as number | null })
  useLayoutEffect(() => {
    const was = before.current
    before.current = { count, firstEntryNo }
    const cameAbove = was.firstEntryNo !== null && firstEntryNo !== null && firstEntryNo < was.firstEntryNo
    const body = box.current?.querySelector('.table')
    if (cameAbove && body) body.scrollTop += (count - was.count) * ROW_REM * remPx
  }, [box, count, firstEntryNo, remPx])
}
