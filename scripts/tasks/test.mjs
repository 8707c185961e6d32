// `npm test`: every check there is, one after the other, all of them even when one fails; then one line with the sum.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { inProject } from '../setup/machine.mjs'
import { SetupError } from '../setup/report.mjs'
import { runProgram } from '../setup/run-program.mjs'
import { ensureBuilt } from './build.mjs'
import { countPlaywright, countVitest } from './counts.mjs'
import { prepareApp, preparePlain } from './prepare.mjs'
import { runInTerminal, tools } from './tools.mjs'
import { typeLayers } from './type-layers.mjs'

const stages = { types: checkTypes, lint: checkLint, unit: runVitest, build: checkBuild, e2e: runEndToEnd }
const stagesWithoutApp = new Set(['types', 'lint'])

/**
 * @param {string[]} args names of stages, to run only these; after `--`, arguments for the test runner of the stage
 * @returns {Promise<number>} 0 when everything passed
 */
export async function run(args) {
  const end = args.indexOf('--')
  const names = end < 0 ? args : args.slice(0, end)
  const extra = end < 0 ? [] : args.slice(end + 1)
  const unknown = names.filter((name) => !Object.hasOwn(stages, name))
  if (unknown.length > 0)
    throw new SetupError(`There is no stage ${unknown.join(', ')}.`, `name some of: ${Object.keys(stages).join(', ')}.`)
  const wanted = names.length > 0 ? names : Object.keys(stages)
  const machine = wanted.every((name) => stagesWithoutApp.has(name))
    ? await preparePlain()
    : await prepareApp({ display: 'private', testTools: true })
  const reports = mkdtempSync(path.join(tmpdir(), 'counterbook-test-'))
  const sum = { passed: 0, failed: 0 }
  try {
    for (const name of wanted) {
      const startedAt = performance.now()
      console.log(`\n=== ${name}`)
      const { passed, failed } = await stages[name](machine, reports, extra)
      sum.passed += passed
      sum.failed += failed
      console.log(
        `=== ${name}: ${failed === 0 ? 'good' : `${failed} wrong`} after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`
      )
    }
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`)
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1
}

/** Each layer is one check. As many at once as there are processors. */
async function checkTypes({ node, env }) {
  mkdirSync(inProject('out', 'types'), { recursive: true })
  const sum = { passed: 0, failed: 0 }
  const waiting = typeLayers()
  const worker = async () => {
    for (let layer = waiting.shift(); layer; layer = waiting.shift()) {
      const { code, stdout, stderr } = await runProgram(
        node,
        [tools.typescript, '--project', inProject('tsconfig', `${layer}.json`), '--pretty', 'false'],
        { env, cwd: inProject() }
      )
      sum[code === 0 ? 'passed' : 'failed'] += 1
      console.log(code === 0 ? `types of ${layer}: good` : `types of ${layer}: wrong\n${stdout}${stderr}`)
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, worker))
  return sum
}

async function checkLint({ node, env }) {
  return one(await runInTerminal(node, [tools.biome, 'ci', '--error-on-warnings'], env))
}

async function runVitest({ node, env }, reports, extra) {
  const report = path.join(reports, 'vitest.json')
  const code = await runInTerminal(
    node,
    [tools.vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...extra],
    env
  )
  return countVitest(report, code)
}

async function checkBuild(machine) {
  try {
    await ensureBuilt(machine)
    return one(0)
  } catch (error) {
    console.error(error.message)
    return one(1)
  }
}

async function runEndToEnd(machine, reports, extra) {
  try {
    await ensureBuilt(machine)
  } catch {
    console.error('the app could not be built, so it cannot be driven')
    return one(1)
  }
  const report = path.join(reports, 'playwright.json')
  const env = { ...machine.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report }
  const code = await runInTerminal(
    machine.node,
    [tools.playwright, 'test', '--project=e2e', '--reporter=list,json', ...extra],
    env
  )
  return countPlaywright(report, code)
}

function one(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}
