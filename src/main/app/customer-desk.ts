import type { CustomerScreen } from '#main/ports/customer-screen.ts'
import type { LineDisplay } from '#main/ports/line-display.ts'
import type { Log } from '#main/ports/log.ts'
import type { Timer } from '#main/ports/timer.ts'
import type { EntryView } from '#shared/contract/views.ts'
import {
  atTime,
  type Desk,
  IDLE_DESK,
  nextChangeAt,
  sceneOf,
  withDraft,
  withEntry,
  withMark,
  withReversal
} from '#shared/customer-view/customer-desk.ts'
import type { CustomerDraft } from '#shared/customer-view/customer-draft.ts'
import type { CustomerView, QrRows } from '#shared/customer-view/customer-view.ts'
import { type DisplayWords, displayLines } from '#shared/customer-view/display-lines.ts'
import { emptyView } from '#shared/customer-view/empty-view.ts'
import type { Language } from '#shared/settings/settings.ts'
import type { Book } from './book.ts'
import { deskDraft, deskEntry, viewOf } from './customer-facts.ts'

export interface CustomerDeskParts {
  /** The open book; null without one. */
  readonly book: () => Book | null
  readonly screen: Pick<CustomerScreen, 'show'>
  readonly lineDisplay: Pick<LineDisplay, 'show'>
  /** A payload as modules; null for one that no QR holds. */
  readonly qrRows: (payload: string) => QrRows | null
  readonly words: (language: Language) => DisplayWords
  readonly systemLanguage: Language
  readonly timer: Timer
  readonly log: Pick<Log, 'error'>
}

/**
 * What the customer sees of the counter's work. The counter only reports; everything is drawn a moment later, so that no
 * key and no entry ever waits for a display, and a fault here is noted and goes no further.
 */
export interface CustomerDesk {
  /** The line was changed; null when there is nothing in it for a customer. */
  typed(draft: CustomerDraft | null): void
  recorded(entry: EntryView): void
  /** A payment's state moved. */
  marked(entry: EntryView): void
  reversed(entryId: string): void
  /** Settings, or the shop itself, may be others. */
  refresh(): void
  view(): CustomerView
  /** Whether a line or a bill for a customer is being written. */
  isServing(): boolean
  close(): void
}

/** As long as a picture of a display of 60 Hz. Whatever comes within it is one change. */
const FRAME_MS = 16

export function createCustomerDesk(parts: CustomerDeskParts): CustomerDesk {
  const { timer, log } = parts
  let desk: Desk = IDLE_DESK
  let shopId: string | null = null
  let draft: CustomerDraft | null = null
  let shown = ''
  let drawing: (() => void) | null = null
  let changing: (() => void) | null = null

  function view(): CustomerView {
    const book = parts.book()
    return book === null ? emptyView(parts.systemLanguage) : viewOf(book, sceneOf(desk), parts.qrRows)
  }

  function draw(): void {
    drawing = null
    guarded(() => {
      const next = view()
      const text = JSON.stringify(next)
      if (text === shown) return
      shown = text
      parts.screen.show(next)
      parts.lineDisplay.show(displayLines(next, parts.words(next.language)))
    })
  }

  function guarded(work: () => void): void {
    try {
      work()
    } catch (error) {
      log.error('customer screen failed', error)
    }
  }

  function put(change: (now: Desk, book: Book, nowMs: number) => Desk): void {
    guarded(() => {
      const book = parts.book()
      const nowMs = timer.elapsedMs()
      if (book?.shop().shopId !== shopId) {
        // Nothing of one shop is ever shown under the name of another.
        desk = IDLE_DESK
        draft = null
        shopId = book?.shop().shopId ?? null
      }
      if (book !== null) desk = change(atTime(desk, nowMs), book, nowMs)
      drawing ??= timer.after(FRAME_MS, draw)
      waitForNext(nowMs)
    })
  }

  function waitForNext(nowMs: number): void {
    changing?.()
    const at = nextChangeAt(desk)
    changing = at === null ? null : timer.after(Math.max(0, at - nowMs), () => put((now) => now))
  }

  return {
    typed: (next) =>
      put((now, book) => {
        draft = next
        return withDraft(now, next === null ? null : deskDraft(book, next))
      }),
    recorded: (entry) => put((now, book, nowMs) => withEntry(now, entry.id, deskEntry(book, entry), nowMs)),
    marked: (entry) => {
      const { upiState } = entry
      if (upiState !== null) put((now, _book, nowMs) => withMark(now, entry.id, upiState, nowMs))
    },
    reversed: (entryId) => put((now) => withReversal(now, entryId)),
    // A setting may decide what of the line is seen.
    refresh: () => put((now, book) => withDraft(now, draft === null ? null : deskDraft(book, draft))),
    view,
    isServing: () => draft !== null,
    close() {
      drawing?.()
      changing?.()
    }
  }
}
