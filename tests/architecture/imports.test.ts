import { describe, expect, test } from 'vitest'
import { findForbiddenImports } from './find-forbidden-imports.ts'
import { isTest, readSources } from './source-tree.ts'

const sources = readSources(['src'])

function planted(path: string, ...lines: string[]): string[] {
  return findForbiddenImports([{ path, text: lines.join('\n') }])
}

describe('imports', () => {
  test('every file keeps to the row of its layer', () => {
    expect(findForbiddenImports(sources.filter((file) => !isTest(file)))).toEqual([])
  })

  test('a unit test beside its source never starts Electron', () => {
    const users = sources.filter((file) => isTest(file) && /from 'electron'/.test(file.text))
    expect(users.map((file) => file.path)).toEqual([])
  })

  test.each([
    ['src/shared/money/money.ts', "import { readFileSync } from 'node:fs'"],
    ['src/shared/money/money.ts', "import { readFileSync } from 'fs'"],
    ['src/shared/money/money.ts', "import { useState } from 'react'"],
    ['src/shared/money/money.ts', "import { contract } from '#shared/contract/contract.ts'"],
    ['src/shared/contract/contract.ts', "import { runLedger } from '#main/db/run.ts'"],
    ['src/main/app/record-sale.ts', "import { runLedger } from '#main/db/run.ts'"],
    ['src/main/app/record-sale.ts', "export * from '#main/devices/printer/queue.ts'"],
    ['src/main/db/run.ts', "import type { Queue } from '#main/devices/printer/queue.ts'"],
    ['src/main/db/run.ts', "import { recordSale } from '#main/app/record-sale.ts'"],
    ['src/main/devices/printer/queue.ts', "import { app } from 'electron'"],
    ['src/main/gateways/post.ts', "import { recordSale } from '#main/app/record-sale.ts'"],
    ['src/main/app/record-sale.ts', "import { post } from '#main/gateways/post.ts'"],
    ['src/main/sync/outbox.ts', "const store = await import('#main/db/stores/entry-store.ts')"],
    ['src/main/db/migrations/0001-book.ts', "import { z } from 'zod'"],
    ['src/main/db/migrations/0001-book.ts', "import type { Minor } from '#shared/money/money.ts'"],
    ['src/main/ipc/router.ts', "import { runLedger } from '#main/db/run.ts'"],
    ['src/main/ipc/router.ts', "import { ipcMain } from 'electron'"],
    ['src/main/shell/window.ts', "import { runLedger } from '#main/db/run.ts'"],
    ['src/main/shell/window.ts', "import { recordSale } from '#main/app/record-sale.ts'"],
    ['src/main/compose.ts', "import { openWindow } from '#main/shell/window.ts'"],
    ['src/main/index.ts', "import { app } from 'electron'"],
    ['src/preload/index.ts', "import { parseAmount } from '#shared/money/parse-amount.ts'"],
    ['src/renderer/src/app.tsx', "import { recordSale } from '#main/app/record-sale.ts'"],
    ['src/renderer/src/app.tsx', "import 'electron'"],
    ['src/renderer/src/screens/counter/Counter.tsx', "import { Parties } from '#renderer/screens/parties/Parties.tsx'"],
    ['src/cli/index.ts', "import { recordSale } from '#main/app/record-sale.ts'"],
    ['src/cli/index.ts', "import { openWindow } from '#main/shell/window.ts'"],
    ['src/cloud/http/server.ts', "import { runLedger } from '#main/db/run.ts'"],
    ['src/main/app/record-sale.ts', "import { ok } from '../../shared/kernel/result.ts'"],
    ['src/other/thing.ts', "import { ok } from '#shared/kernel/result.ts'"]
  ])('is seen: %s with %s', (path, line) => {
    expect(planted(path, '// first line', line)).toEqual([expect.stringContaining(`${path}:2: `)])
  })

  test.each([
    ['src/shared/contract/contract.ts', "import { zMinor } from '#shared/money/money-schema.ts'"],
    ['src/main/app/record-sale.ts', "import type { LedgerStore } from '#main/ports/ledger-store.ts'"],
    ['src/main/db/run.ts', "import { book } from './migrations/0001-book.ts'"],
    ['src/main/compose.ts', "import { runLedger } from '#main/db/run.ts'"],
    ['src/main/shell/window.ts', "import { app } from 'electron'"],
    ['src/renderer/src/i18n/texts.ts', "import texts from '#locales/en/counter.json' with { type: 'json' }"],
    ['src/renderer/src/screens/counter/Counter.tsx', "import { line } from './line.ts'"],
    ['src/cli/index.ts', "import { compose } from '#main/compose.ts'"]
  ])('is right: %s with %s', (path, line) => {
    expect(planted(path, line)).toEqual([])
  })
})
