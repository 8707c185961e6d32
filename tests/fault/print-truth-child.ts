// A process that prints what waits in a ledger, to be killed while it does: `node print-truth-child.ts <ledger> <printer>`,
// where the printer is its settings and its profile as JSON.
import { PrintQueue } from '#main/devices/printer/print-queue.ts'
import type { PrinterProfile } from '#shared/printing/printer-profile.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import { openPrintStore, watchedWorld } from './print-queue-world.ts'
import { markedRenderer } from './print-truth-papers.ts'

const [file = '', told = '{}'] = process.argv.slice(2)
const { printer, profile } = JSON.parse(told) as { printer: PrinterSettings; profile: PrinterProfile }
const world = watchedWorld(openPrintStore(file).store)
const queue = new PrintQueue({
  ...world,
  renderer: markedRenderer,
  profileOf: () => profile,
  nowMs: () => Date.now(),
  onTrouble: (error) => {
    throw error
  }
})
queue.start([printer])
// The queue alone keeps no process alive. No test waits for the pause before the next try.
setInterval(() => queue.wake(printer.id), 100)
