import { say } from '../setup/report.mjs'
import { prepareApp } from './prepare.mjs'

/** Brings in everything tests and app need, and does nothing else. */
export async function run() {
  const startedAt = performance.now()
  await prepareApp({ display: 'private', testTools: true })
  say(`everything is in place (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`)
  return 0
}
