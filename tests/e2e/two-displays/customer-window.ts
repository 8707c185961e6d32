import { spawnSync } from 'node:child_process'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { type ElectronApplication, expect, type Page } from '@playwright/test'
import jsqr from 'jsqr'

/** The customer's page, once it is there. */
export async function customerPage(app: ElectronApplication): Promise<Page> {
  const isIt = (page: Page) => page.url().endsWith('/customer.html')
  await expect.poll(() => app.windows().some(isIt)).toBe(true)
  const page = app.windows().find(isIt)
  if (page === undefined) throw new Error('the customer page is gone')
  await page.waitForLoadState('domcontentloaded')
  return page
}

export interface WindowFacts {
  readonly isVisible: boolean
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly isFullScreen: boolean
  /** Whether the keys go to the cashier's window. */
  readonly isCounterFocused: boolean
}

/** How the customer's window stands, as main knows it; null when there is none. */
export function windowFacts(app: ElectronApplication): Promise<WindowFacts | null> {
  return app.evaluate(({ BrowserWindow }) => {
    const windows = BrowserWindow.getAllWindows()
    const customer = windows.find((one) => one.webContents.getURL().endsWith('/customer.html'))
    const counter = windows.find((one) => one.webContents.getURL().endsWith('/index.html'))
    if (customer === undefined) return null
    return {
      isVisible: customer.isVisible(),
      bounds: customer.getBounds(),
      isFullScreen: customer.isFullScreen(),
      isCounterFocused: counter?.isFocused() === true && !customer.isFocused()
    }
  })
}

/** What two independent readers find in a picture of the page, taken as it is on the glass. */
export async function readQr(page: Page): Promise<{ byZbar: string | null; byJsqr: string | null }> {
  const png = await page.screenshot()
  const run = spawnSync('zbarimg', ['--quiet', '--raw', '--nodbus', 'png:-'], { input: png, encoding: 'utf8' })
  if (run.error) throw new Error(`zbarimg is needed (Debian package zbar-tools): ${run.error.message}`)
  const image = await loadImage(png)
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  // The package is CommonJS: its default comes once or twice wrapped, as the loader likes.
  const read = typeof jsqr === 'function' ? jsqr : (jsqr as { default: typeof jsqr }).default
  const found = read(data, image.width, image.height)
  return { byZbar: run.status === 0 ? run.stdout.trimEnd() : null, byJsqr: found?.data ?? null }
}
