import { useEffect, useRef } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommandCenter } from '#renderer/commands/use-command.tsx'
import { useIsInSight } from '#renderer/navigation/navigation.tsx'
import type { ItemView } from '#shared/contract/goods-views.ts'
import { formatPlain } from '#shared/money/format-amount.ts'
import { formatQuantity } from '#shared/quantity/format-quantity.ts'
import { type BillDraft, withCell, withLine, withNextLine, withScanned } from './bill-draft.ts'
import { isSelling } from './bill-payment.ts'
import { chosenFrom } from './known-price.ts'
import { askedCell, lineSpot } from './spots.ts'
import type { BillItems } from './use-bill-items.ts'
import type { BillKit } from './use-bill-kit.ts'

/** The bill as it stood before a scanner wrote into the box in hand. */
interface BeforeBurst {
  readonly draft: BillDraft | null
  readonly atMs: number
}
const BURST_GAP_MS = 60

/**
 * What a scanner sends, in whatever box the hand is: its letters are taken out of the box again, and the item gets one more, or
 * a line of its own. It never accepts. `onChoice` gets the items when more than one bears the code, `onUnknown` a code of none.
 */
export function useScans(
  kit: BillKit,
  items: BillItems,
  on: { readonly choice: (items: readonly ItemView[]) => void; readonly unknown: (code: string) => void }
) {
  const center = useCommandCenter()
  const isInSight = useIsInSight()
  const before = useRef<BeforeBurst>({ draft: null, atMs: 0 })
  const latest = useRef({ kit, items, on })
  latest.current = { kit, items, on }

  useEffect(() => {
    if (!isInSight) return
    return center.hearScans((keyCount) => {
      const box = document.activeElement
      if (!(box instanceof HTMLInputElement) || box.closest('.bill') === null) return
      // Nothing but digits where an item is typed is the code whole, also when a busy moment split the burst.
      const isWhole = box.dataset.cell === 'item' && /^\d+$/.test(box.value)
      const code = isWhole ? box.value : box.value.slice(-keyCount)
      putBack(latest.current.kit, before.current.draft)
      void scan(code, latest.current)
    })
  }, [center, isInSight])
  return {
    /** Hears each change of a box before it is taken over: the first of a burst shows what stood there. */
    noteTyping: (atMs: number) => {
      const isFirst = atMs - before.current.atMs > BURST_GAP_MS
      before.current = { draft: isFirst ? kit.now() : before.current.draft, atMs }
    }
  }
}

/** Gives the box in hand back what stood in it; whatever else has come in meanwhile stays. */
function putBack(kit: BillKit, was: BillDraft | null): void {
  const { spot } = kit
  if (was === null) return
  if (spot.at === 'field') {
    const { field } = spot
    const target = (now: BillDraft) => (field === 'party' ? was.target : now.target)
    kit.change((now) => ({ ...now, [field]: was[field], target: target(now) }))
    return
  }
  const line = was.lines.find((one) => one.key === spot.key)
  kit.change((now) =>
    withLine(
      now,
      now.lines.findIndex((one) => one.key === spot.key),
      (typed) => line ?? typed
    )
  )
}

async function scan(code: string, { kit, items, on }: Pick<Parts, 'kit' | 'items' | 'on'>): Promise<void> {
  const answer = await call('item.scan', { code })
  if (!answer.ok)
    return kit.say({ tone: 'bad', key: `errors:${answer.failure.code}`, params: answer.failure.params ?? {} })
  const [item, ...others] = answer.value.items
  if (item === undefined) {
    const next = withNextLine(kit.now())
    kit.put(withCell(next.draft, next.at, 'item', code))
    const line = kit.now().lines[next.at]
    if (line !== undefined)
      kit.stop({ spot: lineSpot(line.key, 'item'), key: 'bill:problem.unknownCode', params: { code } })
    return on.unknown(code)
  }
  if (others.length > 0) return on.choice(answer.value.items)
  addScanned(kit, items, item, answer.value)
}

/** Puts a scanned item into the bill; the hand goes on to the next one. */
export function addScanned(
  kit: BillKit,
  items: BillItems,
  item: ItemView,
  label: { readonly quantity: number | null; readonly amountMinor: number | null }
): void {
  items.take(item)
  const weighed = label.quantity === null ? null : `${formatQuantity(label.quantity as never)} ${item.baseUnit}`
  const chosen = chosenFrom(item, isSelling(kit.now().kind))
  const isPriced = label.amountMinor !== null
  const scanned = withScanned(kit.now(), chosen, isPriced ? (weighed ?? '') : weighed)
  if (scanned.at === -1) {
    kit.say({ tone: 'warn', key: 'bill:notice.notOnBill', params: { name: item.name } })
    return
  }
  const line = scanned.draft.lines[scanned.at]
  kit.put(
    isPriced ? withCell(scanned.draft, scanned.at, 'amount', formatPlain(label.amountMinor as never)) : scanned.draft
  )
  if (line !== undefined) items.askPrice(line.key, item.id)
  kit.say({ tone: 'good', key: 'bill:notice.scanned', params: { name: item.name } })
  if (line?.ofLine != null) {
    kit.focus(lineSpot(line.key, askedCell(kit.now())))
    return
  }
  const next = withNextLine(kit.now())
  kit.put(next.draft)
  const empty = next.draft.lines[next.at]
  if (empty !== undefined) kit.focus(lineSpot(empty.key, 'item'))
}

interface Parts {
  readonly kit: BillKit
  readonly items: BillItems
  readonly on: { readonly choice: (items: readonly ItemView[]) => void; readonly unknown: (code: string) => void }
}
