import { type EntryDraft, emptyDraft, isEmptyDraft, LINE_FIELDS } from './entry-draft.ts'

/** The line as it stands, and lines that were put aside, the newest last. */
export interface Typed {
  readonly draft: EntryDraft
  readonly kept: readonly EntryDraft[]
}

const MOST_KEPT = 9

/** Puts the line aside and begins an empty one. */
export function putAside(typed: Typed, nextId: string): Typed {
  const kept = isEmptyDraft(typed.draft) ? typed.kept : [...typed.kept, typed.draft].slice(-MOST_KEPT)
  return { draft: emptyDraft(nextId), kept }
}

/** Brings the newest kept line back; what stood in its place is kept in turn, as the oldest, so that pressing on shows all. */
export function bringBack(typed: Typed): Typed {
  const draft = typed.kept.at(-1)
  if (draft === undefined) return typed
  const others = typed.kept.slice(0, -1)
  return { draft, kept: isEmptyDraft(typed.draft) ? others : [typed.draft, ...others] }
}

/** Gives a line back that was not recorded: into the line when that is empty, else among the kept ones. */
export function giveBack(typed: Typed, draft: EntryDraft): Typed {
  return isEmptyDraft(typed.draft) ? { ...typed, draft } : { ...typed, kept: [...typed.kept, draft].slice(-MOST_KEPT) }
}

const placeOf = (shopId: string): string => `counterbook.typed.${shopId}`

/** Keeps what is typed on this PC, so that a power cut costs no letter. */
export function storeTyped(shopId: string, typed: Typed): void {
  try {
    localStorage.setItem(placeOf(shopId), JSON.stringify(typed))
  } catch {
    // A full or forbidden store costs only the unsaved line after a crash: the counter goes on.
  }
}

export function storedTyped(shopId: string, freshId: string): Typed {
  try {
    return readTyped(localStorage.getItem(placeOf(shopId)), freshId)
  } catch {
    return readTyped(null, freshId)
  }
}

/**
 * What was typed, from the text that was kept of it. A power cut may leave the text a moment behind the book, so the id
 * of an empty line may name an entry that was recorded with it: an empty line always begins with the fresh id.
 */
export function readTyped(text: string | null, freshId: string): Typed {
  const fresh: Typed = { draft: emptyDraft(freshId), kept: [] }
  try {
    const read = typedOf(JSON.parse(text ?? 'null'))
    if (read === null) return fresh
    return isEmptyDraft(read.draft) ? { ...fresh, kept: read.kept } : read
  } catch {
    return fresh
  }
}

/**
 * The lines without those that the book holds already: the kept text may be minutes behind it after a power cut, and
 * an old line that comes back would be taken for a new entry. A line that was typed on meanwhile stays, as a new one.
 */
export function withoutRecorded(now: Typed, read: Typed, recordedIds: ReadonlySet<string>, freshId: string): Typed {
  const kept = now.kept.filter((draft) => !recordedIds.has(draft.id))
  if (!recordedIds.has(now.draft.id)) return { ...now, kept }
  return { kept, draft: now.draft === read.draft ? emptyDraft(freshId) : { ...now.draft, id: freshId } }
}

function typedOf(value: unknown): Typed | null {
  const typed = value as Partial<Typed> | null
  if (typed === null || typeof typed !== 'object' || !Array.isArray(typed.kept)) return null
  const [draft, ...kept] = [typed.draft, ...typed.kept].map(draftOf)
  if (draft == null || kept.some((one) => one === null)) return null
  return { draft, kept: kept.filter((one) => one !== null) }
}

/** A draft as it was kept. What drafts have learnt to hold since then is as on an empty one. */
function draftOf(value: unknown): EntryDraft | null {
  const kept = value as Partial<EntryDraft> | null | undefined
  if (kept === null || typeof kept !== 'object' || typeof kept.id !== 'string' || typeof kept.kind !== 'string')
    return null
  const draft: EntryDraft = { ...emptyDraft(kept.id), ...kept }
  return LINE_FIELDS.every((field) => typeof draft[field] === 'string') ? draft : null
}
