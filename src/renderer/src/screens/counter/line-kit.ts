import type { TextKey, TextParams } from '#renderer/i18n/locale-parts.ts'
import type { Problem } from './draft-figures.ts'
import type { EntryDraft, LineField } from './entry-draft.ts'
import type { Typed } from './kept-drafts.ts'

/** What the line has to say, in its fixed place: the last entry was saved, a line was kept, something was refused. */
export interface LineNotice {
  readonly tone: 'good' | 'warn' | 'bad'
  readonly key: TextKey
  readonly params?: TextParams
}

/** What the parts of the entry line share: the typed text, and the ways to move, to stop and to speak. */
export interface LineKit {
  readonly typed: Typed
  /** The newest text, also between two drawings of the screen. */
  readonly now: () => Typed
  readonly put: (typed: Typed) => void
  /** Changes the draft; whatever was wrong with it is told anew. */
  readonly change: (make: (draft: EntryDraft) => EntryDraft) => void
  readonly focus: (field: LineField) => void
  readonly problem: Problem | null
  /** Says what is wrong at its field, and goes there. */
  readonly stop: (problem: Problem) => void
  readonly notice: LineNotice | null
  readonly say: (notice: LineNotice | null) => void
}
