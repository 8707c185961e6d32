import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Log } from '#main/ports/log.ts'
import { type ImportRule, zImportRule } from '#shared/import/import-rule.ts'

/**
 * How the files of other apps look, one file each, read when they are first asked for. A damaged file is told in the log and left
 * out: the words that every file knows remain, and a person sees in the dry run what is taken for what.
 */
export function loadImportRules(folder: string, log: Pick<Log, 'error'>): () => readonly ImportRule[] {
  let rules: readonly ImportRule[] | null = null
  return () => {
    rules ??= readAll(folder, log)
    return rules
  }
}

function readAll(folder: string, log: Pick<Log, 'error'>): ImportRule[] {
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
    return files.toSorted().flatMap((file) => readOne(path.join(folder, file), log))
  } catch (error) {
    log.error('rules of imports cannot be read', error)
    return []
  }
}

function readOne(file: string, log: Pick<Log, 'error'>): ImportRule[] {
  try {
    return [zImportRule.parse(JSON.parse(readFileSync(file, 'utf8')))]
  } catch (error) {
    log.error(`rules of imports ${path.basename(file)} cannot be used`, error)
    return []
  }
}
