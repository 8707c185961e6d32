// Threads are asked to end. One that does not hear it is left behind: whoever waited for its answer is told, and the app goes on.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { exportInThread } from '#main/compose/export-in-thread.ts'
import { readingThread } from '#main/compose/reading-thread.ts'
import { reportReaderAt } from '#main/db/report-thread.ts'
import { renderWorkerAt, WorkerPaperRenderer } from '#main/devices/printer/worker-paper-renderer.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { zReportQuery } from '#shared/reports/report.ts'
import { projectRoot } from '#tests/support/open-app.ts'

const DEAF = pathToFileURL(path.join(projectRoot, 'tests/support/deaf-worker.mjs'))
const LONGER_THAN_ANY_WAIT_MS = 30_000
const folder = mkdtempSync(path.join(tmpdir(), 'counterbook-test-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a report', { timeout: LONGER_THAN_ANY_WAIT_MS }, async () => {
  const reader = reportReaderAt(DEAF, path.join(folder, 'none.counterbook'))
  const query = zReportQuery.parse({ report: 'day-book', fromOn: 20261101, toOn: 20261130 })
  const asked = expect(reader.run(query, { offset: 0, limit: 10 })).rejects.toThrow('report/cancelled')
  await reader.close()
  await asked
})

test('a way out of the book', { timeout: LONGER_THAN_ANY_WAIT_MS }, async () => {
  const job = { ledgerFile: path.join(folder, 'none.counterbook'), folder, request: { way: 'json' } }
  const running = exportInThread(DEAF, job as never, () => {})
  const asked = expect(running.result).rejects.toThrow('export/stopped')
  await running.stop()
  await asked
})

test('a list', { timeout: LONGER_THAN_ANY_WAIT_MS }, async () => {
  const file = path.join(folder, 'none.counterbook')
  const thread = readingThread<string, string>({ script: DEAF, file: () => file, name: 'lists', memoryMb: 64 })
  const asked = expect(thread.ask('who owes')).rejects.toThrow('ledger/none-open')
  await thread.close()
  await asked
})

test('a paper', { timeout: LONGER_THAN_ANY_WAIT_MS }, async () => {
  const renderer = new WorkerPaperRenderer(renderWorkerAt(DEAF, folder))
  const paper: ReceiptDocument = { version: 1, language: 'en', title: 'Paper', blocks: [] }
  const asked = expect(renderer.renderPng(paper, 384)).rejects.toThrow('the drawing thread was closed')
  await renderer.close()
  await asked
})
