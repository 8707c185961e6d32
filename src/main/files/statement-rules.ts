import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Log } from '#main/ports/log.ts'
import type { StatementRules } from '#main/ports/statement-rules.ts'
import { refuse } from '#shared/kernel/result.ts'
import { type StatementRule, zStatementRule } from '#shared/payments/statement-rule.ts'

/**
 * The rules of all banks and apps, one file each, read when they are first asked for. A damaged file is told in the log and
 * left out: its statements are read by the rule for others, and a person sees in the dry run what is taken for what.
 */
export function loadStatementRules(folder: string, log: Pick<Log, 'error'>): StatementRules {
  let rules: readonly StatementRule[] | null = null
  return () => {
    rules ??= readAll(folder, log)
    if (!rules.some(({ kind }) => kind === 'other')) refuse('statement/rules-unreadable', { folder })
    return rules
  }
}

function readAll(folder: string, log: Pick<Log, 'error'>): StatementRule[] {
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
    return files.toSorted().flatMap((file) => readOne(path.join(folder, file), log))
  } catch (error) {
    log.error('rules of statements cannot be read', error)
    return []
  }
}

function readOne(file: string, log: Pick<Log, 'error'>): StatementRule[] {
  try {
    return [zStatementRule.parse(JSON.parse(readFileSync(file, 'utf8')))]
  } catch (error) {
    log.error(`rules of statements ${path.basename(file)} cannot be used`, error)
    return []
  }
}
