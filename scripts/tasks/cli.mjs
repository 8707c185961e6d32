import { inProject } from '../setup/machine.mjs'
import { preparePlain } from './prepare.mjs'
import { runInTerminal } from './tools.mjs'

/** The ledger without a window. Needs packages only: no Electron, no display. */
export async function run(args) {
  const { node, env } = await preparePlain()
  // The caller's own folder stays the current one, so that file names mean what the caller sees.
  return runInTerminal(node, [inProject('src', 'cli', 'index.ts'), ...args], env)
}
