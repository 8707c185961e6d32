// A process that prints what waits in a ledger, to be killed while it does: `node print-queue-child.ts <ledger> <port>`.
import { PrintQueue } from '#main/devices/printer/print-queue.ts'
import { openPrintStore, printerAt, watchedWorld } from './print-queue-world.ts'

const [file = '', port = ''] = process.argv.slice(2)
new PrintQueue(watchedWorld(openPrintStore(file).store)).start([printerAt('a', Number(port))])
// The queue alone keeps no process alive.
setInterval(() => {}, 1000)
