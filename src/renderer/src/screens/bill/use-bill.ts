import { useMemo, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { usePartySearch } from '#renderer/party-search/use-party-search.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { ItemView } from '#shared/contract/goods-views.ts'
import type { PartyHit, PartyView } from '#shared/contract/views.ts'
import { minor } from '#shared/money/money.ts'
import type { BillShop } from '#shared/sales/bill-context.ts'
import type { BillKind } from '#shared/sales/bill-request.ts'
import {
  type BillField,
  emptyBill,
  type LineCell,
  withCell,
  withField,
  withItem,
  withKind,
  withNextLine,
  withTarget
} from './bill-draft.ts'
import { type BillSurroundings, billPartyOf, figuresOf } from './bill-figures.ts'
import { balancesOf, isSelling } from './bill-payment.ts'
import { cellAfter, cellBefore, fieldAfter, fieldBefore, fieldSpot, footWalk, headWalk, lineSpot } from './spots.ts'
import { useAcceptance } from './use-acceptance.ts'
import { type BillItems, chosenFrom, useBillItems } from './use-bill-items.ts'
import { type BillKit, useBillKit } from './use-bill-kit.ts'
import { useChoice } from './use-choice.ts'
import { useItemSearch } from './use-item-search.ts'
import { useLineEdits } from './use-line-edits.ts'

interface BillHost {
  readonly shopId: string
  readonly today: BookDate | null
  readonly isRounded: boolean
  readonly shop: BillShop
}

export type BillPartyState = ReturnType<typeof useParty>
export type BillState = ReturnType<typeof useBill>

/** The bill that is being typed: what it means, and what its keys do. Nothing here waits for a disk before the next key. */
export function useBill(host: BillHost) {
  const kit = useBillKit(host.shopId, host.isRounded)
  const { draft, spot } = kit
  const items = useBillItems(kit)
  const party = useParty(kit)
  const around = useSurroundings(host, party.view, items)
  const figures = useMemo(() => figuresOf(draft, around), [draft, around])
  const lineIndex = spot.at === 'line' ? draft.lines.findIndex((line) => line.key === spot.key) : -1
  const line = draft.lines[lineIndex]
  const search = useItemSearch(spot.at === 'line' && spot.cell === 'item' && line?.itemId === null ? line.item : null)
  const itemHits = line?.itemId === null && line.item.trim() !== '' ? search.found.hits : []
  const itemChoice = useChoice(`${spot.at === 'line' ? spot.key : ''} ${line?.item ?? ''}`)
  const walk = walking(kit)

  const pickItem = (item: ItemView) => {
    const { spot: here } = kit
    if (here.at !== 'line') return
    const at = kit.now().lines.findIndex((one) => one.key === here.key)
    items.take(item)
    kit.change((now) => withItem(now, at, chosenFrom(item, isSelling(now.kind))))
    items.askPrice(here.key, item.id)
    kit.focus(lineSpot(here.key, 'quantity'))
  }
  const enterItem = async (key: number) => {
    const typed = kit.now().lines.find((one) => one.key === key)
    if (typed === undefined) return
    if (typed.itemId !== null) return kit.focus(lineSpot(key, 'quantity'))
    if (typed.item.trim() === '') return leaveLines(kit, key)
    const found = search.found.text === typed.item.trim() ? search.found : await search.whenFound()
    const chosen = found.hits[itemChoice.indexIn(found.hits.length)]
    if (chosen !== undefined) return pickItem(chosen)
    kit.stop({ spot: lineSpot(key, 'item'), key: 'bill:problem.noSuchItem', params: { name: typed.item.trim() } })
  }
  const acceptance = useAcceptance({ kit, items, around, party })
  const edits = useLineEdits(kit)
  return {
    ...kit,
    items,
    figures,
    party,
    balances: balancesOf(figures.payment, party.brief === null ? null : minor(party.brief.balanceMinor)),
    lineIndex,
    line: line ?? null,
    brief: items.briefOf(line?.itemId ?? null),
    itemHits,
    itemChoice,
    pickItem,
    edits,
    acceptance,
    typeField: (field: BillField, text: string) => kit.change((now) => withField(now, field, text)),
    typeCell: (key: number, cell: LineCell, text: string) =>
      kit.change((now) =>
        withCell(
          now,
          now.lines.findIndex((one) => one.key === key),
          cell,
          text
        )
      ),
    enterCell: (key: number, cell: LineCell) => {
      if (cell === 'item') return void enterItem(key)
      const next = cellAfter(kit.now(), cell, key)
      if (next !== null) return kit.focus(lineSpot(key, next))
      walk.toNextLine(key)
    },
    enterField: (field: BillField) => {
      if (field === 'party') return void party.enter(() => walk.afterField('party'))
      if (!walk.afterField(field)) acceptance.accept()
    },
    ...walk,
    setKind: (kind: BillKind) => {
      kit.change((now) => withKind(now, kind))
      if (kit.spot.at === 'field') kit.focus(fieldSpot('party'))
    },
    startNew: (kind: BillKind) => kit.put(emptyBill(v7(), kind, kit.isRounded))
  }
}

/** What the bill depends on beside what is typed. */
function useSurroundings(host: BillHost, brief: PartyView | null, items: BillItems): BillSurroundings {
  const scheme = useLive('tax.scheme', {}, []).value
  const { today, shop } = host
  return useMemo(
    () => ({
      scheme,
      shop,
      today,
      party: brief === null ? null : billPartyOf(brief),
      items: items.byId,
      origin: null
    }),
    [scheme, shop, today, brief, items.byId]
  )
}

/** From an empty item on to the foot: the empty line is left behind for the next time. */
function leaveLines(kit: BillKit, key: number): void {
  const { lines, kind } = kit.now()
  const isLast = lines.at(-1)?.key === key
  const index = lines.findIndex((one) => one.key === key)
  const next = lines[index + 1]
  if (!isLast && next !== undefined) kit.focus(lineSpot(next.key, 'item'))
  else kit.focus(fieldSpot(footWalk(kind)[0] ?? 'discount'))
}

/** Enter and Backspace between the fields of head, lines and foot. */
function walking(kit: BillKit) {
  const toLines = () => {
    const next = withNextLine(kit.now())
    if (next.draft !== kit.now()) kit.put(next.draft)
    const line = next.draft.lines[next.at]
    if (line !== undefined) kit.focus(lineSpot(line.key, 'item'))
  }
  const toLastCell = () => {
    const line = kit.now().lines.at(-1)
    if (line !== undefined) kit.focus(lineSpot(line.key, 'item'))
  }
  return {
    toLines,
    /** False in the last field, where Accept is asked. */
    afterField: (field: BillField): boolean => {
      const next = fieldAfter(kit.now().kind, field)
      if (next === 'lines') toLines()
      else if (next !== null) kit.focus(fieldSpot(next))
      return next !== null
    },
    beforeField: (field: BillField): boolean => {
      const before = fieldBefore(kit.now().kind, field)
      if (before === 'lines') toLastCell()
      else if (before !== null) kit.focus(fieldSpot(before))
      return before !== null
    },
    beforeCell: (key: number, cell: LineCell): boolean => {
      const before = cellBefore(cell)
      if (before !== null) kit.focus(lineSpot(key, before))
      else {
        const { lines, kind } = kit.now()
        const above = lines[lines.findIndex((one) => one.key === key) - 1]
        if (above !== undefined) kit.focus(lineSpot(above.key, 'item'))
        else kit.focus(fieldSpot(headWalk(kind).at(-1) ?? 'party'))
      }
      return true
    },
    toNextLine: (key: number) => {
      const { lines } = kit.now()
      const next = lines[lines.findIndex((one) => one.key === key) + 1]
      if (next === undefined) toLines()
      else kit.focus(lineSpot(next.key, next.ofLine === null ? 'item' : 'quantity'))
    }
  }
}

/** The party of the bill: who could be meant, who it is, and how its account stands. */
function useParty(kit: BillKit) {
  const { draft } = kit
  const { hits, whenFound } = usePartySearch(draft.party, draft.target === null)
  const partyId = draft.target?.id ?? null
  const read = useLive('party.brief', partyId === null ? null : { partyId }).value
  const list = draft.target === null ? hits.wholeHits : []
  const choice = useChoice(draft.party)
  const [picked, setPicked] = useState<PartyView | null>(null)
  const newest = useRef<PartyView | null>(null)
  const pick = (party: PartyHit | PartyView) => {
    newest.current = party
    setPicked(party)
    kit.change((now) => withTarget(now, { id: party.id, name: party.name }))
  }
  const brief = read !== null && read.id === partyId ? read : null
  const settle = async (): Promise<boolean> => {
    const typed = kit.now().party.trim()
    if (kit.now().target !== null || (typed === '' && !choice.isMarked)) return true
    const found = hits.text === typed ? hits : await whenFound()
    const chosen =
      typed === '' ? found.wholeHits[choice.index ?? -1] : found.wholeHits[choice.indexIn(found.wholeHits.length)]
    if (chosen !== undefined) pick(chosen)
    else kit.stop({ spot: fieldSpot('party'), key: 'bill:problem.noSuchParty', params: { name: typed } })
    return chosen !== undefined
  }
  return {
    list,
    choice,
    brief,
    /** The party as it was picked, before main has told more of it. */
    view: brief ?? (picked?.id === partyId ? picked : null),
    /** The party of the draft as it stands now, read when it is not known yet. */
    viewNow: async (): Promise<PartyView | null> => {
      const id = kit.now().target?.id ?? null
      if (id === null) return null
      const known = [brief, newest.current].find((one) => one?.id === id)
      if (known != null) return known
      const answer = await call('party.brief', { partyId: id })
      return answer.ok ? answer.value : null
    },
    pick,
    settle,
    enter: async (onward: () => unknown) => {
      if (await settle()) onward()
    }
  }
}
