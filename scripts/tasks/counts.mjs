// Reads what vitest and Playwright have counted.
import { existsSync, readFileSync } from 'node:fs'

/**
 * @typedef {{ passed: number, failed: number, wrong: Wrong[] }} Counts
 * @typedef {{ file: string, name: string, why: string }} Wrong what failed: its file, its name, the first line of the reason
 */

/**
 * @param {string} file report of vitest's json reporter
 * @param {number} code exit code of the run
 * @returns {Counts} a skipped test counts as failed: here no test is skipped
 */
export function countVitest(file, code) {
  const report = readReport(file)
  if (!report) return withoutReport()
  const filesThatBroke = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.every((test) => test.status === 'passed')
  )
  const notRun = report.numTotalTests - report.numPassedTests - report.numFailedTests
  return blameTheRun(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + notRun + filesThatBroke.length,
      wrong: [
        ...filesThatBroke.map((suite) => ({
          file: suite.name,
          name: '(the file itself)',
          why: firstLine(suite.message)
        })),
        ...report.testResults.flatMap((suite) =>
          suite.assertionResults
            .filter((test) => test.status !== 'passed')
            .map((test) => ({
              file: suite.name,
              name: test.fullName,
              why: firstLine(test.failureMessages?.[0]) || NOT_RUN
            }))
        )
      ]
    },
    code
  )
}

/**
 * @param {string} file report of Playwright's json reporter
 * @param {number} code exit code of the run
 * @returns {Counts} a test that passed only at a second try, or was not run, counts as failed
 */
export function countPlaywright(file, code) {
  const report = readReport(file)
  if (!report) return withoutReport()
  const { expected, unexpected, flaky, skipped } = report.stats
  const wrong = specsOf(report.suites ?? []).filter((spec) => !spec.ok)
  return blameTheRun(
    {
      passed: expected,
      failed: unexpected + flaky + skipped,
      wrong: wrong.map(({ file, title, tests }) => ({
        file,
        name: title,
        why: firstLine(tests?.[0]?.results?.[0]?.error?.message)
      }))
    },
    code
  )
}

function specsOf(suites) {
  return suites.flatMap((suite) => [...(suite.specs ?? []), ...specsOf(suite.suites ?? [])])
}

/** A run can fail without a failed test: an error outside of any, or no test found. */
function blameTheRun(counts, code) {
  if (code === 0 || counts.failed > 0) return counts
  return { ...counts, failed: 1, wrong: [{ file: '', name: '(the run itself)', why: 'an error outside of any test' }] }
}

function withoutReport() {
  return { passed: 0, failed: 1, wrong: [{ file: '', name: '(the run itself)', why: 'it left no report' }] }
}

/** Vitest gives no reason for what was under way or still to come when the process of its file died. */
const NOT_RUN = 'not played to its end: the process of its file died'

const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g')

function firstLine(message) {
  return String(message ?? '')
    .replace(COLOURS, '')
    .split('\n', 1)[0]
    .slice(0, 300)
}

function readReport(file) {
  if (!existsSync(file)) return null
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
