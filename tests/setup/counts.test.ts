import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countPlaywright, countVitest } from '../../scripts/tasks/counts.mjs'

let folder: string
let file: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counts-'))
  file = path.join(folder, 'report.json')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function report(content: unknown): string {
  writeFileSync(file, JSON.stringify(content))
  return file
}

describe('counts of vitest', () => {
  const suites = (...testResults: unknown[]) => ({
    numTotalTests: 5,
    numPassedTests: 4,
    numFailedTests: 0,
    testResults
  })

  test('a skipped test is a failed one', () => {
    expect(countVitest(report(suites()), 0)).toEqual({ passed: 4, failed: 1 })
  })

  test('a file that could not be loaded is a failed test', () => {
    const broken = { ...suites({ status: 'failed', assertionResults: [] }), numTotalTests: 4 }
    expect(countVitest(report(broken), 1)).toEqual({ passed: 4, failed: 1 })
  })

  test('a run that breaks without a failed test is a failed test', () => {
    expect(countVitest(report({ ...suites(), numTotalTests: 4 }), 1)).toEqual({ passed: 4, failed: 1 })
    expect(countVitest(path.join(folder, 'none.json'), 1)).toEqual({ passed: 0, failed: 1 })
  })
})

describe('counts of Playwright', () => {
  test('only what passed at the first try has passed', () => {
    const stats = { expected: 7, unexpected: 1, flaky: 2, skipped: 3 }
    expect(countPlaywright(report({ stats }), 1)).toEqual({ passed: 7, failed: 6 })
  })

  test('a report that is not one is a failed test', () => {
    writeFileSync(file, '{"stats":')
    expect(countPlaywright(file, 0)).toEqual({ passed: 0, failed: 1 })
  })
})
