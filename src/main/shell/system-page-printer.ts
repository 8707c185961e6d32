import { BrowserWindow, type Session, session } from 'electron'
import type { Log } from '#main/ports/log.ts'
import type { PagePicture, PagePrinter } from '#main/ports/page-printer.ts'
import type { SendOutcome } from '#main/ports/printer.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { SHEET_SIZES, type Sheet } from '#shared/receipt/page-css.ts'
import type { Pages } from '#shared/receipt/page-html.ts'
import { hardenSession } from './harden.ts'
import { DRAWN_PAGE } from './hardened-page.ts'
import { PAGE_HOST, PAGE_SCHEME } from './own-page.ts'

const ADDRESS = `${PAGE_SCHEME}://${PAGE_HOST}/pages.html`
const TIMEOUT_MS = 60_000
const MICRONS_PER_MM = 1000

/**
 * Makes sheets in a window that nobody sees: sandboxed, without scripts, without a bridge, in a session of its own that
 * serves one page from memory and reaches nothing else. One after the other; each window is gone when its pages are made.
 */
export class SystemPagePrinter implements PagePrinter {
  readonly #log: Log
  #session: Session | null = null
  #html = ''
  #last: Promise<unknown> = Promise.resolve()

  constructor(log: Log) {
    this.#log = log
  }

  toPdf(pages: Pages): Promise<Result<Uint8Array>> {
    return this.#inTurn(async () => {
      const made = await this.#inWindow(pages, async ({ webContents }) =>
        ok(await webContents.printToPDF(optionsOf(pages)))
      )
      return made ?? fail('print/pages-failed')
    })
  }

  toPng(pages: Pages): Promise<Result<PagePicture>> {
    return this.#inTurn(async () => (await this.#inWindow(pages, pictureOf)) ?? fail('print/pages-failed'))
  }

  print(pages: Pages, queue: string): Promise<SendOutcome> {
    return this.#inTurn(async () => {
      const sent = await this.#inWindow(pages, (window) => printSilently(window, pages.sheet, queue))
      return sent ?? { type: 'nothing-sent', failure: fail('print/pages-failed').failure }
    })
  }

  /** The one page of the session is that of the paper in hand. */
  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const mine = this.#last.then(work)
    this.#last = mine.catch(() => {})
    return mine
  }

  async #inWindow<Value>(
    pages: Pages,
    use: (window: BrowserWindow, pages: Pages) => Promise<Value>
  ): Promise<Value | null> {
    this.#html = pages.html
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        session: this.#ownSession(),
        ...DRAWN_PAGE
      }
    })
    const late = Promise.withResolvers<null>()
    const timer = setTimeout(() => late.resolve(null), TIMEOUT_MS)
    try {
      const work = window.loadURL(ADDRESS).then(() => use(window, pages))
      return await Promise.race([work, late.promise])
    } catch (error) {
      this.#log.error('pages not made', error)
      return null
    } finally {
      clearTimeout(timer)
      this.#html = ''
      window.destroy()
    }
  }

  #ownSession(): Session {
    if (this.#session !== null) return this.#session
    const own = session.fromPartition('pages')
    hardenSession(own, null, this.#log)
    own.protocol.handle(PAGE_SCHEME, (request) =>
      request.url === ADDRESS && request.method === 'GET'
        ? new Response(this.#html, { headers: { 'content-type': 'text/html; charset=utf-8' } })
        : new Response(null, { status: 404 })
    )
    this.#session = own
    return own
  }
}

/** The size and the edges stand in the page's own rules; the foot is drawn into the lower edge. */
const optionsOf = (pages: Pages): Electron.PrintToPDFOptions => ({
  preferCSSPageSize: true,
  printBackground: true,
  displayHeaderFooter: true,
  headerTemplate: '<span></span>',
  footerTemplate: pages.footHtml,
  generateTaggedPDF: true
})

const MM_PER_INCH = 25.4
const PX_PER_INCH = 96

/** A window as large as the sheet, photographed. The edges, which the screen does not know, come from a rule of its own. */
async function pictureOf(window: BrowserWindow, { sheet }: Pages): Promise<Result<PagePicture>> {
  const { widthMm, heightMm, edgeMm, footMm } = SHEET_SIZES[sheet]
  const px = (mm: number) => Math.round((mm * PX_PER_INCH) / MM_PER_INCH)
  window.setContentSize(px(widthMm), px(heightMm))
  const words = `body { height: ${heightMm - edgeMm - footMm}mm; overflow: hidden; }`
  await window.webContents.insertCSS(`html { padding: ${edgeMm}mm; overflow: hidden; } ${words}`)
  const image = await window.webContents.capturePage(undefined, { stayHidden: true })
  const { width, height } = image.getSize()
  return width === 0 ? fail('print/pages-failed') : ok({ png: new Uint8Array(image.toPNG()), width, height })
}

function printSilently(window: BrowserWindow, sheet: Sheet, deviceName: string): Promise<SendOutcome> {
  const { widthMm, heightMm } = SHEET_SIZES[sheet]
  const pageSize = { width: widthMm * MICRONS_PER_MM, height: heightMm * MICRONS_PER_MM }
  return new Promise((resolve) => {
    window.webContents.print({ silent: true, printBackground: true, deviceName, pageSize }, (isTaken, reason) => {
      if (isTaken) resolve({ type: 'handed-over' })
      else
        resolve({
          type: 'nothing-sent',
          failure: fail(/device|printer/i.test(reason) ? 'print/queue-gone' : 'print/spooler-refused', {
            queue: deviceName
          }).failure
        })
    })
  })
}
