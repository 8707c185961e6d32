import { ask, openNewShop, printerAt } from '#tests/e2e/at-the-counter.ts'
import { removeUserData } from '#tests/e2e/launch.ts'
import { onNetwork } from '#tests/support/virtual-escpos-printer.ts'
import { FIRST_BYTE_MS, LINES, saleOf, TimedPrinter } from './bench-printing.ts'
import type { Figure } from './figure.ts'
import { timingOf } from './timing.ts'

const RUNS = 25
const WARM_UP = 3
/** As at a counter: the screen has long shown what the entry before it changed. */
const BETWEEN_MS = 400

/**
 * From what Enter does in the page of the real app, the command through the bridge, to the first byte of the receipt at a
 * printer on the network. The line of the counter has no forty goods yet, so the command bears them.
 */
async function benchWidth(widthDots: 384 | 576): Promise<Figure> {
  const printer = new TimedPrinter()
  const { port, close } = await onNetwork(printer)
  const { running, page } = await openNewShop()
  await ask(page, 'settings.change', { receiptLanguage: 'hi' })
  await ask(page, 'printer.add', printerAt(port, { widthDots }))
  // The fonts of the first receipt are read when the shop has stood open for a moment.
  await page.waitForTimeout(5_000)
  const times: number[] = []
  for (let run = -WARM_UP; run < RUNS; run++) {
    printer.firstAt = 0
    const askedAt = await page.evaluate(
      async (sale) => {
        const { counterbook } = window as unknown as {
          counterbook: { entry: { record(input: object): Promise<{ ok: boolean }> } }
        }
        const at = performance.timeOrigin + performance.now()
        const answer = await counterbook.entry.record(sale)
        if (!answer.ok) throw new Error(JSON.stringify(answer))
        return at
      },
      saleOf('hi', LINES)
    )
    while (printer.firstAt === 0) await page.waitForTimeout(10)
    // The page and this process share the clock of the computer, each from an origin of its own.
    if (run >= 0) times.push(performance.timeOrigin + printer.firstAt - askedAt)
    await page.waitForTimeout(BETWEEN_MS)
  }
  await running.close()
  removeUserData(running.userData)
  await close()
  const own = timingOf(times)
  return {
    what: `Enter in the real app to the first byte at the printer: ${LINES} lines, hi, ${widthDots === 384 ? 58 : 80} mm`,
    timing: own,
    against: `at most ${FIRST_BYTE_MS}`,
    ratio: own.medianMs / FIRST_BYTE_MS,
    limit: 1
  }
}

export const benchPrintApp = async (): Promise<Figure[]> => [await benchWidth(384), await benchWidth(576)]
