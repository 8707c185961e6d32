import { inProject } from '../setup/machine.mjs'
import { preparePlain } from './prepare.mjs'
import { runInTerminal } from './tools.mjs'

/** The ledger without a window. Needs packages only: no Electron, no display. */
export async function run(args) {
  const { node, env } = await preparePlain()
  // File names mean what the caller sees: npm changes to the project's folder, but remembers where it was called.
  const cwd = process.env.npm_lifecycle_event ? (process.env.INIT_CWD ?? process.cwd()) : process.cwd()
  return runInTerminal(node, [inProject('src', 'cli', 'index.ts'), ...args], env, { cwd })
}
