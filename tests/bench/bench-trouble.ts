import type { PrinterCondition } from '#shared/printing/printer-status.ts'
import { printerSettingsSchema, VIRTUAL_PRINTER } from '#shared/receipt/printer-settings.ts'
import { openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { GOOD_PRINTER, onNetwork, VirtualEscposPrinter } from '#tests/support/virtual-escpos-printer.ts'
import type { Figure } from './figure.ts'
import { timingOf } from './timing.ts'

/** How soon the counter shall say what is wrong with its printer, in milliseconds. */
const SHOWN_MS = 2_000
const ROUNDS = 12

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function until(shop: TestApp, isSeen: (conditions: readonly PrinterCondition[]) => boolean): Promise<void> {
  for (;;) {
    const [printer] = await shop.call('print.printers', {})
    if (printer !== undefined && isSeen(printer.conditions)) return
    await pause(5)
  }
}

/** From a hand at an idle printer to what the counter is told: the paper taken out, and the printer switched off. */
async function benchModel(status: 'dle-eot' | 'asb'): Promise<Figure[]> {
  const printer = new VirtualEscposPrinter({ ...GOOD_PRINTER, answers: status })
  const line = await onNetwork(printer)
  const shop = await openTestShop({ drivesPrinters: true })
  const transport = { type: 'network' as const, host: '127.0.0.1', port: line.port }
  shop.setPrinters([printerSettingsSchema.parse({ ...VIRTUAL_PRINTER, id: 'till', transport, status })], 'till')
  await until(shop, (conditions) => conditions.includes('ready'))
  const out: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    // At no fixed place between two looks.
    await pause(300 + ((round * 137) % 900))
    const start = performance.now()
    printer.faults.isPaperOut = true
    await until(shop, (conditions) => conditions.includes('paper-out'))
    out.push(performance.now() - start)
    printer.faults.isPaperOut = false
    await until(shop, (conditions) => conditions.includes('ready'))
  }
  const start = performance.now()
  await line.close()
  await until(shop, (conditions) => conditions.includes('unreachable'))
  const gone = performance.now() - start
  await shop.close()
  const figure = (what: string, times: readonly number[]): Figure => ({
    what: `${what}, told to the counter, printer of ${status}`,
    timing: timingOf(times),
    against: `each within ${SHOWN_MS}`,
    ratio: Math.max(...times) / SHOWN_MS,
    limit: 1
  })
  return [figure(`paper out (${ROUNDS} times)`, out), figure('switched off (once)', [gone])]
}

export const benchTrouble = async (): Promise<Figure[]> => [
  ...(await benchModel('dle-eot')),
  ...(await benchModel('asb'))
]
