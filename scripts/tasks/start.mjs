import { isLinux, isRoot } from '../setup/machine.mjs'
import { ensureBuilt } from './build.mjs'
import { prepareApp } from './prepare.mjs'
import { runInTerminal } from './tools.mjs'

/** Builds what changed and opens the app. Arguments go to the app, signals too. */
export async function run(args) {
  const machine = await prepareApp({ display: 'if-none', testTools: false })
  await ensureBuilt(machine)
  // Chromium refuses to start its sandbox for root.
  const sandbox = isLinux && isRoot ? ['--no-sandbox'] : []
  return runInTerminal(machine.electron, ['.', ...sandbox, ...args], machine.env)
}
