import { createReadStream } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { defineCommand, EXIT } from '#cli/command.ts'
import { zFile } from '#cli/option-schemas.ts'
import type { CliKey } from '#cli/texts.ts'
import { FullJsonCheck, type FullJsonFault } from '#shared/exchange/full-json-check.ts'
import { refuse } from '#shared/kernel/result.ts'

const FAULTS: Readonly<Record<FullJsonFault['fault'], CliKey>> = {
  'not-ours': 'check-not-ours',
  'not-json': 'check-not-json',
  'row-not-understood': 'check-row-not-understood',
  'entry-not-balanced': 'check-entry-not-balanced',
  'out-of-order': 'check-out-of-order',
  'reference-missing': 'check-reference-missing',
  'counts-differ': 'check-counts-differ',
  'cut-short': 'check-cut-short'
}

/**
 * Checks a full JSON from the file alone: rows, references, balance of each entry, counts and sums. With a ledger, also that
 * the chain of that ledger passed through the link at which the file was written.
 */
export const checkExport = defineCommand({
  name: 'check-export',
  synopsis: 'FILE [--ledger FILE]',
  summary: 'help-check-export',
  options: { ledger: { type: 'string' } },
  positionals: ['file'],
  schema: z.strictObject({ file: zFile, ledger: zFile.nullable().default(null) }),
  async run({ file, ledger }, { open, texts }) {
    const checked = await check(path.resolve(file))
    if ('fault' in checked) {
      const { line, fault } = checked.fault
      return {
        json: { isWhole: false, ...checked.fault },
        text: texts.say(FAULTS[fault], { line }),
        exitCode: EXIT.findings
      }
    }
    const { counts, chain, shopName } = checked
    const isOfLedger = ledger === null ? null : open(ledger).app.terminal.chainHashAt(chain.n) === chain.hash
    const text = [
      texts.say('check-whole', { shopName, ...counts }),
      ...(isOfLedger === null
        ? []
        : [texts.say(isOfLedger ? 'check-of-ledger' : 'check-not-of-ledger', { n: chain.n })])
    ]
    return {
      json: { isWhole: true, isOfLedger, shopName, counts, chain },
      text: text.join('\n'),
      exitCode: isOfLedger === false ? EXIT.findings : EXIT.ok
    }
  }
})

async function check(file: string): Promise<ReturnType<FullJsonCheck['finish']>> {
  const full = new FullJsonCheck()
  try {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY }))
      full.take(line)
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) refuse('import/unreadable', { file })
    throw error
  }
  return full.finish()
}
