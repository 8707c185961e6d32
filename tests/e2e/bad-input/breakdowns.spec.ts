import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { callAddress } from '#shared/contract/bridge.ts'
import type { Channel } from '#shared/contract/channels.ts'
import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import { LANGUAGES, type Language } from '#shared/settings/settings.ts'
import { printerAt } from '../at-the-counter.ts'
import type { RunningApp } from '../launch.ts'
import { CounterHand } from './counter-hand.ts'
import { makeReadOnly } from './disks.ts'
import { failureWords, words } from './words.ts'

let folder = ''
let hand: CounterHand | null = null
test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-broken-'))
})
test.afterEach(async () => {
  await hand?.running.close().catch(() => {})
  hand = null
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** A port of this computer that nobody listens on. */
async function deadPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Lets a call end as it would on a broken disk. */
async function refuseCalls(running: RunningApp, channel: Channel, code: ErrorCode): Promise<void> {
  await running.app.evaluate(
    ({ ipcMain }, broken) => {
      ipcMain.removeHandler(broken.address)
      ipcMain.handle(broken.address, () => ({ ok: false, failure: { code: broken.code, params: { file: '/a/b' } } }))
    },
    { address: callAddress(channel), code }
  )
}

/** What the browser has written of its store so far: it takes its time. */
function storedOnDisk(userData: string): string {
  const store = path.join(userData, 'Local Storage', 'leveldb')
  const logs = readdirSync(store).filter((name) => /\.(?:log|ldb)$/.test(name))
  const bytes = logs.map((name) => readFileSync(path.join(store, name)))
  return bytes.map((part) => part.toString('latin1') + part.toString('utf16le')).join('')
}

for (const language of LANGUAGES) {
  test.describe(`in ${language}`, () => {
    test('a printer that is not there: the entry is saved at once, and the counter and the queue say what to do', async () => {
      hand = await CounterHand.withShop(folder, language)
      const { page } = hand
      const printer = printerAt(await deadPort(), { name: 'Counter', widthDots: 576 })
      await hand.ask('printer.add', printer)
      await hand.type('260')
      await hand.press('Enter', 'Enter')
      await expect(hand.field('party')).toBeFocused()
      await expect.poll(async () => (await hand?.entries())?.length).toBe(1)
      await expect(page.locator('.header')).toContainText(words(language, 'common:printTrouble_one', { count: 1 }))
      await expect(page.locator('[data-screen="counter"]')).toContainText(words(language, 'ledger:print.blocked'))
      await hand.picture('printer-counter')
      await hand.press('Alt+q')
      const queue = page.locator('[data-screen="print-queue"]')
      await expect(queue).toContainText(failureWords(language, 'print/printer-refused'))
      await expect(page.locator('.key-bar [data-command="print-queue.retry"]')).toBeVisible()
      await expect(page.locator('.key-bar [data-command="print-queue.drop"]')).toBeVisible()
      await hand.picture('printer-queue')
      await hand.ask('printer.change', {
        ...printer,
        reach: { type: 'network', host: 'no-printer.invalid', port: 9100 }
      })
      await hand.press('F7')
      await expect(queue).toContainText(failureWords(language, 'print/printer-unreachable'))
      await hand.picture('printer-unreachable')
      await hand.press('Alt+x')
      await expect(queue).not.toContainText(failureWords(language, 'print/printer-unreachable'))
      await hand.picture('printer-dropped')
      await hand.press('Escape')
      await hand.atCounter()
    })

    test('a page that stops is there again with every letter that was typed', async () => {
      hand = await CounterHand.withShop(folder, language)
      const { page, running } = hand
      await hand.type('Sunita')
      await hand.press('Alt+c')
      await hand.type('1250')
      await hand.press('Enter')
      await hand.type('rice')
      await running.app.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        const isBack = new Promise<void>((resolve) => contents?.once('did-finish-load', () => resolve()))
        contents?.forcefullyCrashRenderer()
        return isBack
      })
      // A page that crashed is dead for the one who drives it; the window is asked past it.
      const seen = () =>
        running.app.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
            `[...document.querySelectorAll('[data-field]')].map((field) => field.value).join('|') +
              ' ' + document.querySelector('.header-date')?.textContent`
          )
        )
      await expect.poll(seen).toMatch(/Sunita\|1250\|rice.* \d\d-\d\d-\d{4}/)
      const press = (keyCode: string, modifiers: 'control'[] = []) =>
        running.app.evaluate(
          ({ BrowserWindow }, key) => {
            const contents = BrowserWindow.getAllWindows()[0]?.webContents
            contents?.sendInputEvent({ type: 'keyDown', ...key })
            contents?.sendInputEvent({ type: 'keyUp', ...key })
          },
          { keyCode, modifiers }
        )
      await press('A', ['control'])
      const entries = () =>
        running.app.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
            `counterbook.entry.recent({ beforeEntryNo: null, limit: 5 }).then((said) => JSON.parse(said).value.map((entry) => entry.amountMinor))`
          )
        )
      await expect.poll(entries).toEqual([1250_00])
      expect(page.isClosed()).toBe(false)
    })

    test('an app that gives no answer at the start says so, and Enter asks again', async () => {
      hand = await CounterHand.withShop(folder, language)
      const { page, running } = hand
      await refuseCalls(running, 'app.state', 'ledger/corrupt')
      await page.reload()
      await expect(page.getByRole('alert')).toContainText(failureWords(language, 'ledger/corrupt'))
      await expect(page.getByRole('button')).toBeFocused()
      await hand.picture('no-answer')
      await refuseCalls(running, 'app.state', 'ledger/locked')
      await hand.press('Enter')
      await expect(page.getByRole('alert')).toContainText(failureWords(language, 'ledger/locked'))
    })

    test('a page of the book that is met damaged later is said, and what is typed stays', async () => {
      hand = await CounterHand.withShop(folder, language)
      const { page, running } = hand
      await hand.type('260')
      await refuseCalls(running, 'counter.summary', 'ledger/corrupt')
      await page.reload()
      await expect(page.getByRole('alert')).toContainText(failureWords(language, 'ledger/corrupt'))
      await hand.press('Control+a')
      await expect(hand.field('party')).toHaveValue('260')
      await hand.picture('damaged-later')
      await hand.press('F3')
      await expect(page.getByRole('dialog').getByRole('listbox')).toBeFocused()
    })

    test('an app that was killed in the middle of a line is there again with it', async () => {
      hand = await CounterHand.withShop(folder, language)
      await hand.type('260')
      await hand.press('Enter', 'Enter')
      await expect.poll(async () => (await hand?.entries())?.length).toBe(1)
      await hand.type('Sunita 1250')
      await expect(hand.field('party')).toHaveValue('Sunita 1250')
      await expect.poll(() => storedOnDisk(folder)).toContain('Sunita 1250')
      await hand.running.kill9()
      hand = await CounterHand.start(folder, language)
      await hand.atCounter()
      await expect(hand.field('party')).toHaveValue('Sunita 1250')
      expect(await hand.entries()).toHaveLength(1)
      expect(await hand.ask('ledger.verify', {})).toMatchObject({ isClean: true })
      await hand.picture('killed-again')
      await hand.press('Alt+c', 'Enter')
      await expect.poll(async () => (await hand?.entries())?.length).toBe(2)
    })

    test('a folder of its own that cannot be written is said in words, with its place', async () => {
      const userData = path.join(folder, 'data')
      hand = await CounterHand.withShop(userData, language)
      const program = await hand.running.app.evaluate(({ app }) => ({
        file: app.getPath('exe'),
        folder: app.getAppPath()
      }))
      await hand.running.close()
      const disk = makeReadOnly(userData)
      if (disk === null) {
        test.info().annotations.push({ type: 'left out', description: 'no read-only disk can be made here' })
        return
      }
      try {
        const said = await saidAtStart(program, userData, language)
        expect(said).toContain(words(language, 'shell:startHappened'))
        expect(said).toContain(words(language, 'shell:startSafe'))
        expect(said).toContain(userData)
      } finally {
        disk.release()
      }
    })
  })
}

/** What the box says that the app ends with. The box waits for a person: here it becomes a line. */
async function saidAtStart(program: { file: string; folder: string }, userData: string, language: Language) {
  const stub = path.join(folder, 'say.cjs')
  writeFileSync(
    stub,
    "require('electron').dialog.showErrorBox = (title, text) => console.log('SAID ' + title + ' ' + text)"
  )
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const start = spawn(program.file, [...flags, '-r', stub, program.folder], {
    env: {
      ...process.env,
      COUNTERBOOK_USER_DATA: userData,
      LANGUAGE: language,
      LC_ALL: language === 'hi' ? 'hi_IN.UTF-8' : 'C'
    },
    stdio: ['ignore', 'pipe', 'ignore']
  })
  let said = ''
  start.stdout.on('data', (text) => {
    said += String(text)
  })
  await new Promise((resolve) => start.once('close', resolve))
  return said
}
