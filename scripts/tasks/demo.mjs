import { rmSync } from 'node:fs'
import { inProject } from '../setup/machine.mjs'
import { say } from '../setup/report.mjs'
import { ensureBuilt } from './build.mjs'
import { prepareApp } from './prepare.mjs'
import { runInTerminal, tools } from './tools.mjs'

/** Plays a day at the counter in the real app and leaves what it made in `demo-output/`. */
export async function run(args) {
  const machine = await prepareApp({ display: 'private', testTools: true })
  await ensureBuilt(machine)
  rmSync(inProject('demo-output'), { recursive: true, force: true })
  const code = await runInTerminal(machine.node, [tools.playwright, 'test', '--project=demo', ...args], machine.env)
  if (code === 0) say('the pictures, receipts and the ledger of the day are in demo-output/')
  return code
}
