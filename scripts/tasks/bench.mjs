import { inProject } from '../setup/machine.mjs'
import { ensureBuilt } from './build.mjs'
import { prepareApp } from './prepare.mjs'
import { runInTerminal } from './tools.mjs'

/** Measures. The app is built too, because its start is one of the things measured. */
export async function run(args) {
  const machine = await prepareApp({ display: 'private', testTools: false })
  await ensureBuilt(machine)
  return runInTerminal(machine.node, [inProject('tests', 'bench', 'index.ts'), ...args], machine.env)
}
