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
    expect(countVitest(report(suites()), 0)).toEqual({ passed: 4, failed: 1, wrong: [] })
  })

  test('a file that could not be loaded is a failed test', () => {
    const broken = {
      ...suites({ status: 'failed', name: 'a.test.ts', message: 'no such module\n  at x', assertionResults: [] }),
      numTotalTests: 4
    }
    expect(countVitest(report(broken), 1)).toEqual({
      passed: 4,
      failed: 1,
      wrong: [{ file: 'a.test.ts', name: '(the file itself)', why: 'no such module' }]
    })
  })

  test('what failed is named, with the first line of its reason', () => {
    const failed = {
      status: 'failed',
      name: 'b.test.ts',
      assertionResults: [
        { status: 'passed', fullName: 'good' },
        { status: 'failed', fullName: 'adds up', failureMessages: ['\u001b[31mexpected 1\u001b[0m\nat line 3'] }
      ]
    }
    const counts = countVitest(report({ ...suites(failed), numTotalTests: 5, numFailedTests: 1 }), 1)
    expect(counts.wrong).toEqual([{ file: 'b.test.ts', name: 'adds up', why: 'expected 1' }])
  })

  test('a run that breaks without a failed test is a failed test', () => {
    expect(countVitest(report({ ...suites(), numTotalTests: 4 }), 1)).toMatchObject({
      passed: 4,
      failed: 1,
      wrong: [{ name: '(the run itself)' }]
    })
    expect(countVitest(path.join(folder, 'none.json'), 1)).toMatchObject({ passed: 0, failed: 1 })
  })
})

describe('counts of Playwright', () => {
  test('only what passed at the first try has passed', () => {
    const stats = { expected: 7, unexpected: 1, flaky: 2, skipped: 3 }
    const spec = {
      file: 'c.spec.ts',
      title: 'opens',
      ok: false,
      tests: [{ results: [{ error: { message: 'no window' } }] }]
    }
    expect(countPlaywright(report({ stats, suites: [{ suites: [{ specs: [spec] }] }] }), 1)).toEqual({
      passed: 7,
      failed: 6,
      wrong: [{ file: 'c.spec.ts', name: 'opens', why: 'no window' }]
    })
  })

  test('a report that is not one is a failed test', () => {
    writeFileSync(file, '{"stats":')
    expect(countPlaywright(file, 0)).toMatchObject({ passed: 0, failed: 1 })
  })
})
