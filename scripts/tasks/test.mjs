// `npm test`: every check there is, one after the other, all of them even when one fails; then what failed, and one line
// with the sum. What failed among the others is played once more alone, with the same seed (see decision 0016).
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { inProject } from '../setup/machine.mjs'
import { SetupError } from '../setup/report.mjs'
import { runProgram } from '../setup/run-program.mjs'
import { ensureBuilt } from './build.mjs'
import { countPlaywright, countVitest } from './counts.mjs'
import { playedAlone } from './played-alone.mjs'
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
  const remarks = []
  // One seed for the run and for what is played once more, so that what a draw has found is found again.
  machine.env.FAST_CHECK_SEED = process.env.FAST_CHECK_SEED ?? String(Date.now() % 2 ** 31)
  try {
    for (const name of wanted) {
      const startedAt = performance.now()
      console.log(`\n=== ${name}`)
      const { passed, failed, wrong = [], unsteady = [] } = await stages[name](machine, reports, extra)
      sum.passed += passed
      sum.failed += failed
      remarks.push(...unsteady.map((one) => `unsteady, good when played alone: ${inWords(name, one)}`))
      remarks.push(...wrong.map((one) => `failed: ${inWords(name, one)}`))
      console.log(
        `=== ${name}: ${failed === 0 ? 'good' : `${failed} wrong`} after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`
      )
    }
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
  if (remarks.length > 0) console.log(`\nFAST_CHECK_SEED=${machine.env.FAST_CHECK_SEED}\n${remarks.join('\n')}`)
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`)
  return sum.failed === 0 && sum.passed > 0 ? 0 : 1
}

function inWords(stage, { file, name, why }) {
  return `${stage}: ${file === '' ? '' : path.relative(inProject(), path.resolve(inProject(), file))} ${name}: ${why}`
}

/** Each layer is one check. As many at once as there are processors. */
async function checkTypes({ node, env }) {
  mkdirSync(inProject('out', 'types'), { recursive: true })
  const sum = { passed: 0, failed: 0, wrong: [] }
  const waiting = typeLayers()
  const worker = async () => {
    for (let layer = waiting.shift(); layer; layer = waiting.shift()) {
      const { code, stdout, stderr } = await runProgram(
        node,
        [tools.typescript, '--project', inProject('tsconfig', `${layer}.json`), '--pretty', 'false'],
        { env, cwd: inProject() }
      )
      sum[code === 0 ? 'passed' : 'failed'] += 1
      if (code !== 0) sum.wrong.push({ file: '', name: `types of ${layer}`, why: stdout.split('\n', 1)[0] })
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
  const play = async (report, files) =>
    countVitest(
      report,
      await runInTerminal(
        node,
        [tools.vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files],
        env
      )
    )
  return playedAlone(await play(path.join(reports, 'vitest.json'), extra), (files) =>
    play(path.join(reports, 'vitest-alone.json'), files)
  )
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
  const play = async (report, files) =>
    countPlaywright(
      report,
      await runInTerminal(machine.node, [tools.playwright, 'test', '--project=e2e', '--reporter=list,json', ...files], {
        ...machine.env,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report
      })
    )
  return playedAlone(await play(path.join(reports, 'playwright.json'), extra), (files) =>
    play(path.join(reports, 'playwright-alone.json'), files)
  )
}

function one(code) {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}
