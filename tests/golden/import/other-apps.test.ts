import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { loadImportRules } from '#main/files/import-rules.ts'
import { IMPORT_KINDS } from '#shared/import/import-plan.ts'
import { planImport } from '#shared/import/plan-import.ts'
import { orThrow } from '#shared/kernel/result.ts'
import { emptyBook, plainIdFor } from '../../fixtures/import/empty-book.ts'

const zShapes = z.strictObject({
  app: z.string(),
  /** Whether a file that the app itself wrote was read. */
  isProven: z.boolean(),
  source: z.string().min(20),
  shapes: z.array(
    z.strictObject({
      of: z.string(),
      kind: z.enum(IMPORT_KINDS),
      rows: z.array(z.array(z.string())),
      expected: z.strictObject({
        newParties: z.int(),
        getMinor: z.int(),
        giveMinor: z.int(),
        leftOut: z.int()
      })
    })
  )
})

const shippedRules = loadImportRules(path.resolve(import.meta.dirname, '../../../resources/imports'), {
  error: (text, cause) => {
    throw new Error(text, { cause })
  }
})

test('every app has a rule of its own that says where it is known from, and what nobody could try', () => {
  expect(shippedRules().map(({ id }) => id)).toEqual(['khatabook', 'okcredit', 'vyapar'])
  for (const { isProven, unproven } of shippedRules()) expect(isProven || unproven.length > 20).toBe(true)
})

const folder = path.resolve(import.meta.dirname, '../../fixtures/import/other-apps')
const shapes = readdirSync(folder).flatMap((file) => {
  const { app, shapes: all } = zShapes.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))
  return all.map((shape) => ({ app, ...shape }))
})

test.each(shapes)(
  '$app, $of: is understood without a hand, and comes to its totals',
  ({ app, kind, rows, expected }) => {
    const table = { fileName: 'export.csv', encoding: 'UTF-8', delimiter: ',', rows }
    const choices = { kind: null, mapping: null, dateOrder: null }
    const knowledge = { rules: shippedRules(), learned: () => null }
    const { plan } = orThrow(planImport(table, choices, emptyBook, plainIdFor, knowledge))
    expect(plan.app).toEqual({ name: app, isProven: false })
    expect(plan).toMatchObject({ kind, missing: [], newParties: expected.newParties })
    expect([plan.getMinor, plan.giveMinor]).toEqual([expected.getMinor, expected.giveMinor])
    expect(plan.lineCount - plan.takenLineCount).toBe(expected.leftOut)
    // What is left out is a title or a total, never a deal.
    const leftOut = plan.remarks.filter(({ isLeftOut }) => isLeftOut).map(({ remark }) => remark)
    expect(leftOut.filter((remark) => remark !== 'before-header' && remark !== 'total-row')).toEqual([])
  }
)
