// `npm run nightly`: the proofs that take hours, each with its counts written down in docs/proof.md.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { inProject } from '../setup/machine.mjs'
import { SetupError } from '../setup/report.mjs'
import { ensureBuilt } from './build.mjs'
import { prepareApp } from './prepare.mjs'
import { runInTerminal, tools } from './tools.mjs'

/**
 * What each part runs, and how much of it: the variable that the test reads, and the size of a night.
 * @type {Record<string, { what: string, test: string, variable: string, size: number, runner?: 'playwright' }>}
 */
const parts = {
  fuzz: { what: 'calls', test: 'tests/simulation/fuzz.test.ts', variable: 'FUZZ_CALLS', size: 1_000_000 },
  kills: { what: 'kills', test: 'tests/fault/kill.test.ts', variable: 'KILLS', size: 10_000 },
  power: { what: 'power cuts', test: 'tests/fault/power-cut.test.ts', variable: 'POWER_CUTS', size: 5_000 },
  year: { what: 'days', test: 'tests/simulation/year.test.ts', variable: 'YEAR_DAYS', size: 365 },
  soak: { what: 'hours', test: 'tests/e2e/soak.spec.ts', variable: 'SOAK_HOURS', size: 8, runner: 'playwright' }
}

/**
 * @param {string[]} args names of parts, to run only these, each with a size after a colon if it shall be another:
 *   `npm run nightly -- fuzz:20000 kills`. `FAST_CHECK_SEED=7` plays a run again.
 * @returns {Promise<number>} 0 when nothing was found
 */
export async function run(args) {
  const wanted = (args.length > 0 ? args : Object.keys(parts)).map((arg) => {
    const [name = '', size] = arg.split(':')
    if (!Object.hasOwn(parts, name))
      throw new SetupError(`There is no part ${name}.`, `name some of: ${Object.keys(parts).join(', ')}.`)
    return { name, ...parts[name], size: Number(size ?? parts[name].size) }
  })
  const machine = await prepareApp({ display: 'private', testTools: true })
  const folder = mkdtempSync(path.join(tmpdir(), 'counterbook-nightly-'))
  const report = path.join(folder, 'runs')
  writeFileSync(report, '')
  const seed = process.env.FAST_CHECK_SEED ?? String(Date.now() % 2 ** 31)
  let failed = 0
  try {
    for (const { name, what, size, variable, test, runner } of wanted) {
      console.log(`\n=== ${name}: ${size} ${what}, FAST_CHECK_SEED=${seed}`)
      if (runner === 'playwright') await ensureBuilt(machine)
      const env = { ...machine.env, [variable]: String(size), FAST_CHECK_SEED: seed, PROOF_REPORT: report }
      const command =
        runner === 'playwright' ? [tools.playwright, 'test', '--project=e2e', test] : [tools.vitest, 'run', test]
      if ((await runInTerminal(machine.node, command, env)) !== 0) failed += 1
      writeDown(report)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  console.log(`\n${wanted.length - failed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

/** The row of a part in docs/proof.md is the newest run of it that found nothing. */
function writeDown(report) {
  const file = inProject('docs', 'proof.md')
  let text = readFileSync(file, 'utf8')
  for (const line of readFileSync(report, 'utf8').split('\n').filter(Boolean)) {
    const { part, seed, endedAt, counts } = JSON.parse(line)
    const figures = Object.entries(counts).map(([name, count]) => `${name} ${count.toLocaleString('en')}`)
    const row = `| ${part} | ${figures.join(', ')} | ${seed} | ${endedAt.slice(0, 10)} |`
    text = text.replace(new RegExp(`^\\| ${part} \\|.*$`, 'm'), row)
  }
  writeFileSync(file, text)
}
