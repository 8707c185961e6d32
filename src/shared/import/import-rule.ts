import { z } from 'zod'
import { headingKey } from './import-columns.ts'
import {
  type ColumnMapping,
  DATE_ORDERS,
  IMPORT_FIELDS,
  IMPORT_KINDS,
  type ImportKind,
  zColumnMapping
} from './import-plan.ts'

const zWords = z.array(z.string().min(1)).min(1)

/** How the files of one app look: `resources/imports/*.json`. Its words are known beside those of every file. */
export const zImportRule = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  name: z.string().min(1),
  /** What stands in the file's name or above the heading when it is this app's. */
  namedBy: z.array(z.string().min(4)),
  /** Words of the headings by kind of file and field; the earlier one wins where two columns would fill one field. */
  headings: z.partialRecord(z.enum(IMPORT_KINDS), z.partialRecord(z.enum(IMPORT_FIELDS), zWords)),
  /** Languages in which the words are known. */
  languages: z.array(z.string().min(2)).min(1),
  /** Where the shape is known from. */
  source: z.string().min(20),
  /** Whether a file that the app itself wrote was read by us. */
  isProven: z.boolean(),
  /** What nobody could try, said to whoever reads the file. */
  unproven: z.string()
})
export type ImportRule = z.infer<typeof zImportRule>

/** The kind of definition that remembers what somebody set right by hand. */
export const IMPORT_MAPPING = 'import-mapping'

/** What was learned of one heading. Of the order of dates only what a person chose: what is guessed is guessed by each file anew. */
export const zLearnedImport = z.strictObject({
  kind: z.enum(IMPORT_KINDS),
  mapping: zColumnMapping,
  dateOrder: z.enum(DATE_ORDERS).nullable()
})
export type LearnedImport = z.infer<typeof zLearnedImport>

/** What is known of files before one is read: the apps, and what was learned of a heading. */
export interface ImportKnowledge {
  readonly rules: readonly ImportRule[]
  readonly learned: (fingerprint: string) => LearnedImport | null
}

export const NOTHING_KNOWN: ImportKnowledge = { rules: [], learned: () => null }

/** What a heading is known by when it comes again: its words in their order, whatever their case and punctuation. */
export const importFingerprint = (header: readonly string[]): string => header.map(headingKey).join('|').slice(0, 400)

/** The columns that an app's own words name in a heading. */
export function columnsOfRule(rule: ImportRule, kind: ImportKind, cells: readonly string[]): ColumnMapping {
  const keys = cells.slice(0, 1_000).map(headingKey)
  const mapping: ColumnMapping = {}
  for (const [field, words] of Object.entries(rule.headings[kind] ?? {})) {
    const found = (words ?? []).map((word) => keys.indexOf(headingKey(word))).find((at) => at >= 0)
    if (found !== undefined) mapping[field as keyof ColumnMapping] = found
  }
  return mapping
}

const ENOUGH = 3

/**
 * The app whose file it is: the one that is named in the file's name or above the heading and knows some of its columns, else
 * the one that alone knows most of them, three at least. Null when none does.
 */
export function ruleOfFile(
  rules: readonly ImportRule[],
  kind: ImportKind,
  header: readonly string[],
  above: string
): ImportRule | null {
  const text = above.toLowerCase()
  const known = rules
    .map((rule) => ({
      rule,
      count: Object.keys(columnsOfRule(rule, kind, header)).length,
      isNamed: rule.namedBy.some((name) => text.includes(name.toLowerCase()))
    }))
    .filter(({ count, isNamed }) => count >= (isNamed ? 1 : ENOUGH))
    .sort((one, other) => Number(other.isNamed) - Number(one.isNamed) || other.count - one.count)
  const [best, next] = known
  if (best === undefined) return null
  const isAlone = next === undefined || best.isNamed !== next.isNamed || best.count > next.count
  return isAlone ? best.rule : null
}
