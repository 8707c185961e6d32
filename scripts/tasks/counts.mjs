// Reads what vitest and Playwright have counted.
import { existsSync, readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * @param {string} file report of vitest's json reporter
 * @param {number} code exit code of the run
 * @returns {Counts} a skipped test counts as failed: here no test is skipped
 */
export function countVitest(file, code) {
  const report = readReport(file)
  if (!report) return { passed: 0, failed: 1 }
  const filesThatBroke = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.every((test) => test.status === 'passed')
  )
  const notRun = report.numTotalTests - report.numPassedTests - report.numFailedTests
  return blameTheRun(
    { passed: report.numPassedTests, failed: report.numFailedTests + notRun + filesThatBroke.length },
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
  if (!report) return { passed: 0, failed: 1 }
  const { expected, unexpected, flaky, skipped } = report.stats
  return blameTheRun({ passed: expected, failed: unexpected + flaky + skipped }, code)
}

/** A run can fail without a failed test: an error outside of any, or no test found. */
function blameTheRun(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

function readReport(file) {
  if (!existsSync(file)) return null
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
