import { SetupError } from '../setup/report.mjs'
import { prepareApp } from './prepare.mjs'
import { runInTerminal, tools } from './tools.mjs'

const MINUTES = 10
/** A test that says nothing else may take so long: a long run does much more of everything. */
const MOST_MS = 14_400_000

/** The faults of counters and server, each of those that take time for so many minutes: `npm run soak:sync -- 30`. */
export async function run(args) {
  const minutes = Number(args[0] ?? MINUTES)
  if (!(minutes > 0)) throw new SetupError('The soak is told its minutes.', 'npm run soak:sync -- 30')
  const machine = await prepareApp({ display: 'never', testTools: true })
  const env = { ...machine.env, SOAK_SECONDS: String(Math.round(minutes * 60)) }
  return runInTerminal(
    machine.node,
    [tools.vitest, 'run', 'tests/fault/sync', `--testTimeout=${MOST_MS}`, `--hookTimeout=${MOST_MS}`],
    env
  )
}
