import { useMemo, useState } from 'react'
import { v7 } from 'uuid'
import { useLive } from '#renderer/shop/use-live.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { ItemView } from '#shared/contract/goods-views.ts'
import type { PartyView } from '#shared/contract/views.ts'
import type { Currency } from '#shared/money/currency.ts'
import { minor } from '#shared/money/money.ts'
import type { BillOrigin, BillShop } from '#shared/sales/bill-context.ts'
import type { BillKind } from '#shared/sales/bill-request.ts'
import { billShopOf } from '#shared/sales/bill-shop.ts'
import type { Settings } from '#shared/settings/settings.ts'
import type { TaxScheme } from '#shared/tax/tax-scheme.ts'
import { cautionsOf } from './bill-cautions.ts'
import {
  type BillField,
  emptyBill,
  isTied,
  isValueNote,
  type LineCell,
  withCell,
  withField,
  withItem,
  withKind
} from './bill-draft.ts'
import { type BillSurroundings, billPartyOf, figuresOf } from './bill-figures.ts'
import { balancesOf, isReturn, isSelling } from './bill-payment.ts'
import { fieldProblem } from './bill-request-of.ts'
import { leaveLines, walking } from './bill-walk.ts'
import type { BillDialog } from './dialogs.ts'
import { itemOf } from './free-line.ts'
import { chosenFrom, isUsualPrice } from './known-price.ts'
import { asksBatch } from './line-batch.ts'
import { cellProblem, spreadQuantity } from './line-reading.ts'
import { askedCell, cellAfter, fieldSpot, lineSpot } from './spots.ts'
import { useAcceptance } from './use-acceptance.ts'
import { useBatches } from './use-batches.ts'
import { type BillItems, useBillItems } from './use-bill-items.ts'
import { type BillKit, problemAt, useBillKit } from './use-bill-kit.ts'
import { useBillParty } from './use-bill-party.ts'
import { useChoice } from './use-choice.ts'
import { useHolding } from './use-held-bills.ts'
import { useItemSearch } from './use-item-search.ts'
import { useLineEdits } from './use-line-edits.ts'
import { useOrigin } from './use-origin.ts'
import { useScans } from './use-scans.ts'

interface BillHost {
  readonly shopId: string
  readonly today: BookDate | null
  readonly isRounded: boolean
  readonly isAboveFiveCrore: boolean
  readonly settings: Settings | null
  readonly currency: Currency
}

export type BillState = ReturnType<typeof useBill>

/** The bill that is being typed: what it means, and what its keys do. Nothing here waits for a disk before the next key. */
export function useBill(host: BillHost) {
  const kit = useBillKit(host.shopId, host.isRounded)
  const { draft } = kit
  const [dialog, showDialog] = useState<BillDialog | null>(null)
  const items = useBillItems(kit, host.today)
  const party = useBillParty(kit)
  const scheme = useLive('tax.scheme', {}, []).value
  const origin = useOrigin(draft.origin?.billId ?? null)
  const around = useSurroundings({ host, party: party.view, items, scheme, origin: origin.origin })
  const figures = useMemo(() => figuresOf(draft, around), [draft, around])
  const { byId, briefOf } = items
  const { today: on, isAboveFiveCrore } = host
  const cautions = useMemo(
    () => cautionsOf(figures.bill, { on, isAboveFiveCrore, scheme, items: byId, briefOf }),
    [figures.bill, on, isAboveFiveCrore, scheme, byId, briefOf]
  )
  const finding = useItemFinding(kit, items)
  const scans = useScans(kit, items, {
    choice: (found) => showDialog({ name: 'which-item', items: found }),
    unknown: () => undefined
  })
  const hasBatchBox = (itemId: string | null) => asksBatch(byId.get(itemId ?? ''))
  const batches = useBatches({ kit, items, today: on })
  const walk = walking(kit, hasBatchBox)
  const holding = useHolding(kit)
  const acceptance = useAcceptance({ kit, items, around, party })

  /** After the party: a return asks for its bill first, every other paper goes on to its lines. */
  const afterParty = () => {
    const { kind, origin: from } = kit.now()
    if (isReturn(kind) && from === null) showDialog({ name: 'origin' })
    else walk.afterField('party')
  }
  return {
    ...kit,
    ...finding,
    ...walk,
    ...scans,
    scheme,
    around,
    originView: origin.view,
    dialog,
    showDialog,
    items,
    figures,
    cautions,
    batches,
    party,
    afterParty,
    acceptance,
    balances: balancesOf(figures.payment, party.view === null ? null : minor(party.view.balanceMinor)),
    edits: useLineEdits(kit),
    holding,
    originQuestion: {
      partyId: draft.target?.id ?? null,
      kinds: [draft.kind === 'purchase-return' ? ('purchase' as const) : ('sale' as const)],
      isOpen: true
    },
    typeField: (field: BillField, text: string) => kit.change((now) => withField(now, field, text)),
    typeCell: (key: number, cell: LineCell, text: string) => {
      const at = kit.now().lines.findIndex((line) => line.key === key)
      if (kit.notice !== null) kit.say(null)
      kit.change((now) => withCell(now, at, cell, text))
      if (cell === 'batch') batches.typed(key)
    },
    enterCell: (key: number, cell: LineCell) => {
      if (cell === 'item') return void finding.enterItem(key)
      if (cell === 'batch') batches.take(key)
      const line = kit.now().lines.find((one) => one.key === key)
      const item = itemOf(line, items.byId)
      const wrong =
        line === undefined || item === undefined ? null : cellProblem(line, cell, item, isValueNote(kit.now()))
      if (wrong !== null) return kit.stop(problemAt(lineSpot(key, cell), wrong))
      const next = cellAfter(kit.now(), cell, key, asksBatch(item))
      const isUsual = isUsualPrice(items.briefOf(line?.itemId ?? null))
      if (cell === 'quantity') kit.change((now) => spreadQuantity(now, key, items.byId, isUsual))
      if (next !== null) return kit.focus(lineSpot(key, next))
      walk.toNextLine(key)
    },
    enterField: (field: BillField) => {
      if (field === 'party') return void party.enter(afterParty)
      const wrong = fieldProblem(kit.now(), field, host.today)
      if (wrong !== null) return kit.stop(problemAt(fieldSpot(field), wrong))
      if (!walk.afterField(field)) acceptance.accept()
    },
    setKind: (kind: BillKind) => {
      if (isTied(kit.now(), kind)) return void holding.hold(kind)
      const isOther = kit.now().kind !== kind
      kit.change((now) => withKind(now, kind))
      if (isOther && isReturn(kind) && kit.now().target !== null) showDialog({ name: 'origin' })
      else if (kit.spot.at === 'field') kit.focus(fieldSpot('party'))
    },
    startNew: (kind: BillKind) => kit.put(emptyBill(v7(), kind, kit.isRounded))
  }
}

/** The item of the line in hand: found while typing, chosen by Enter. */
function useItemFinding(kit: BillKit, items: BillItems) {
  const { draft, spot } = kit
  const lineIndex = spot.at === 'line' ? draft.lines.findIndex((line) => line.key === spot.key) : -1
  const line = draft.lines[lineIndex] ?? null
  const isSought =
    spot.at === 'line' && spot.cell === 'item' && line?.itemId === null && line.free === null && line.item.trim() !== ''
  const search = useItemSearch(isSought ? line.item : null)
  const choice = useChoice(`${spot.at === 'line' ? spot.key : ''} ${line?.item ?? ''}`)

  const pickItem = (item: ItemView, key = spot.at === 'line' ? spot.key : -1) => {
    const at = kit.now().lines.findIndex((one) => one.key === key)
    if (at === -1) return
    items.take(item)
    kit.change((now) => withItem(now, at, chosenFrom(item, isSelling(now.kind))))
    items.askPrice(key, item.id)
    kit.focus(lineSpot(key, askedCell(kit.now())))
  }
  const enterItem = async (key: number) => {
    const typed = kit.now().lines.find((one) => one.key === key)
    if (typed === undefined) return
    if (typed.itemId !== null || typed.free !== null) return kit.focus(lineSpot(key, askedCell(kit.now(), typed)))
    if (typed.item.trim() === '') return leaveLines(kit, key)
    const found = search.found.text === typed.item.trim() ? search.found : await search.whenFound()
    const chosen = found.hits[choice.indexIn(found.hits.length)]
    if (chosen !== undefined) return pickItem(chosen, key)
    kit.stop({ spot: lineSpot(key, 'item'), key: 'bill:problem.noSuchItem', params: { name: typed.item.trim() } })
  }
  return {
    lineIndex,
    line,
    brief: items.briefOf(line?.itemId ?? null),
    itemHits: isSought ? search.found.hits : [],
    isSearched: search.found.text === line?.item.trim(),
    itemChoice: choice,
    pickItem,
    enterItem
  }
}

/** What the bill depends on beside what is typed. */
function useSurroundings(parts: {
  readonly host: BillHost
  readonly party: PartyView | null
  readonly items: BillItems
  readonly scheme: TaxScheme | null
  readonly origin: BillOrigin | null
}): BillSurroundings {
  const { host, party, items, scheme, origin } = parts
  const { today, settings, currency } = host
  const shop = useMemo<BillShop>(() => {
    const isKnown = settings !== null && scheme !== null
    return isKnown ? billShopOf(settings, scheme, currency) : { state: '', registration: 'unregistered', currency }
  }, [settings, scheme, currency])
  const { byId } = items
  return useMemo(
    () => ({ scheme, shop, today, party: party === null ? null : billPartyOf(party), items: byId, origin }),
    [scheme, shop, today, party, byId, origin]
  )
}
