import type { LogLine } from '#main/ports/edit-log.ts'
import { OP_KINDS, type OpKind } from '#shared/journal/op.ts'
import { LOG_DEFINITIONS, LOG_FACTS, LOG_NOTES, type LogFields } from '#shared/people/log-fields.ts'
import { isLoggedNote } from '#shared/people/log-group.ts'
import type { ReportWords } from '#shared/reports/report-words.ts'
import type { Book } from './book.ts'
import { type Fields, isFields, type Speaker, sayFields, textOf } from './word-log-fields.ts'
import { logNames } from './word-log-names.ts'

/** Says ops in the words of a language. */
export interface LogVoice {
  /** What was done: `Bill undone`, `PIN set`. A kind that this version has no words for stands as it is. */
  deed(kind: OpKind, what: string): string
  /** What else the op says, each field under its label; empty where the other columns say all. Secrets and ids are never said. */
  detail(line: Pick<LogLine, 'kind' | 'body'>): string
}

/** One voice serves many ops: it looks each fixed text up once. */
export function logVoice(book: Book, lookUp: ReportWords): LogVoice {
  const known = new Map<string, string>()
  const words = (key: string): string => {
    const text = known.get(key) ?? lookUp(key)
    known.set(key, text)
    return text
  }
  const names = logNames(book, words)
  const speaker: Speaker = { book, words, names, ofAnother: (kind, body) => ofAnother(speaker, kind, body) }
  return {
    deed: (kind, what) => deedOf(speaker, kind, what),
    detail: (line) => detailOf(speaker, line).filter(Boolean).join(' · ')
  }
}

/** A fact of another counter that changed nothing here: what it was, and what it says. */
function ofAnother(speaker: Speaker, kind: string, body: Fields): string[] {
  const known = OP_KINDS.find((one) => one === kind)
  if (known === undefined) return [kind]
  const what = textOf(body.kind)
  return [deedOf(speaker, known, what), ...(known === 'entry.post' ? [] : detailOf(speaker, { kind: known, body }))]
}

function deedOf({ words }: Speaker, kind: OpKind, what: string): string {
  if (kind === 'entry.post') return words(`ledger:kind.${what}`)
  if (kind === 'audit.note') return isLoggedNote(what) ? words(`log-words:note.${what}`) : what
  if (kind === 'definition.put')
    return Object.hasOwn(LOG_DEFINITIONS, what) ? words(`log-words:definition.${what}`) : what
  return words(`log-words:kind.${kind}`)
}

function detailOf(speaker: Speaker, { kind, body }: Pick<LogLine, 'kind' | 'body'>): string[] {
  if (kind === 'definition.put') return definitionOf(speaker, body)
  if (kind === 'audit.note') return noteOf(speaker, body)
  return sayFields(speaker, LOG_FACTS[kind], body, kind === 'settings.change')
}

function definitionOf(speaker: Speaker, { kind, key, body }: Fields): string[] {
  const table = (LOG_DEFINITIONS as Readonly<Record<string, LogFields>>)[textOf(kind)]
  // Another version laid it down: it is named, and the look at the op shows what it says.
  if (table === undefined) return [textOf(key)]
  const said = isFields(body) ? body : { value: body ?? null }
  const gone = body === null ? [speaker.words('log-words:takenAway')] : []
  return [...sayFields(speaker, table, { key: key ?? null, ...said }, body !== null), ...gone]
}

function noteOf(speaker: Speaker, body: Fields): string[] {
  const { kind, details } = body
  // What could not be read is shown as it stands: the log leaves nothing out.
  if (typeof kind !== 'string') return [textOf(body.text)]
  const entry = sayFields(speaker, LOG_FACTS['audit.note'], body, false)
  return isLoggedNote(kind) && isFields(details)
    ? [...entry, ...sayFields(speaker, LOG_NOTES[kind], details, false)]
    : entry
}
