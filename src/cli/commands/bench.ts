import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { v7 } from 'uuid'
import { z } from 'zod'
import { defineCommand, type Ground } from '#cli/command.ts'
import type { OpenedLedger } from '#cli/open-ledger.ts'
import { zFile, zTypedCount } from '#cli/option-schemas.ts'
import { minor, ZERO } from '#shared/money/money.ts'

/** How long this computer takes to put entries on its disk, in a ledger that is thrown away afterwards. */
export const bench = defineCommand({
  name: 'bench',
  synopsis: '[--folder FOLDER] [--entries COUNT]',
  summary: 'help-bench',
  options: { folder: { type: 'string' }, entries: { type: 'string' } },
  positionals: [],
  schema: z.strictObject({
    folder: zFile.optional(),
    entries: zTypedCount.pipe(z.int().min(1).max(100_000)).default(1_000)
  }),
  async run(options, ground) {
    const folder = mkdtempSync(path.join(options.folder ?? tmpdir(), 'counterbook-bench-'))
    try {
      return await measure(path.join(folder, 'bench.counterbook'), options.entries, ground)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
})

async function measure(file: string, entries: number, { open, texts }: Ground) {
  const ledger = open(file, { isNew: true })
  ledger.app.terminal.found(emptyShop, file)
  await ledger.ask('settings.change', { printOnAccept: false })
  const partyId = v7()
  await ledger.ask('party.add', { id: partyId, name: 'Bench', kind: 'customer' })
  const timesMs: number[] = []
  const startedMs = performance.now()
  for (let count = 0; count < entries; count++) timesMs.push(await timedSale(ledger, partyId))
  const seconds = (performance.now() - startedMs) / 1000
  await ledger.close()
  const sorted = timesMs.toSorted((left, right) => left - right)
  const at = (share: number) => Number((sorted[Math.min(entries - 1, Math.floor(entries * share))] ?? 0).toFixed(3))
  const figures = { entries, medianMs: at(0.5), p99Ms: at(0.99), perSecond: Math.round(entries / seconds) }
  return { json: figures, text: texts.say('bench-done', figures) }
}

async function timedSale(ledger: OpenedLedger, partyId: string): Promise<number> {
  const startedMs = performance.now()
  await ledger.ask('entry.record', {
    id: v7(),
    kind: 'sale',
    bookOn: null,
    occurredOn: null,
    text: '',
    note: '',
    partyId,
    amountMinor: minor(12_345),
    lines: [],
    tender: { cashMinor: ZERO, changeMinor: ZERO, upiMinor: ZERO, bankMinor: ZERO }
  })
  return performance.now() - startedMs
}

const emptyShop = {
  id: v7(),
  language: 'en',
  shopName: 'Bench',
  shopPlace: '',
  shopState: '',
  trade: '',
  upiAddress: '',
  openingCashMinor: ZERO,
  personName: ''
} as const
