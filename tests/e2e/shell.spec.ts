import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import english from '#locales/en/shell.json' with { type: 'json' }
import hindi from '#locales/hi/shell.json' with { type: 'json' }
import { answerOpenDialog, freshUserData, launchApp, removeUserData } from './launch.ts'

let userData = ''
test.beforeEach(() => {
  userData = freshUserData()
})
test.afterEach(() => removeUserData(userData))

const logOf = () => readFileSync(path.join(userData, 'logs', 'counterbook.log'), 'utf8')

test('the window comes back where it stood, in the size that it had', async () => {
  const first = await launchApp({ userData })
  await first.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 60, y: 40, width: 1200, height: 720 })
  )
  await first.close()
  const second = await launchApp({ userData })
  const box = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())
  expect(box).toEqual({ x: 60, y: 40, width: 1200, height: 720 })
  await second.close()
})

test('the window is shown, and never smaller than the screens are laid out for', async () => {
  const { app, close } = await launchApp({ userData })
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true)
  const sizes = await app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]
    return { size: window?.getSize(), least: window?.getMinimumSize() }
  })
  expect(sizes).toEqual({ size: [1366, 768], least: [1024, 700] })
  await close()
})

test('closing the window closes the ledger, and the app starts again after a power cut', async () => {
  const first = await launchApp({ userData })
  await first.close()
  expect(logOf()).toMatch(/info closed\n$/)
  const second = await launchApp({ userData })
  await second.kill9()
  const third = await launchApp({ userData })
  expect(await third.page.evaluate(() => location.protocol)).toBe('app:')
  await third.close()
})

test('an error that nobody caught is said in the language of the system, and the app stays', async () => {
  const { app, page, close } = await launchApp({ userData, env: { LANGUAGE: 'hi', LC_ALL: 'hi_IN.UTF-8' } })
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = async (...asked: unknown[]) => {
      const options = asked.at(-1) as Electron.MessageBoxOptions
      Object.assign(globalThis, { told: [options.message, options.detail ?? '', ...(options.buttons ?? [])] })
      return { response: 0, checkboxChecked: false }
    }
    setTimeout(() => {
      throw new RangeError('12345 of Ramesh')
    })
  })
  // Asked again and again: a timer that a debugger starts may sleep until something else wakes the main process.
  const heard = () => app.evaluate(() => (globalThis as { told?: string[] }).told ?? null)
  await expect.poll(heard).not.toBeNull()
  const told = await heard()
  expect(told).toEqual([hindi.troubleHappened, hindi.troubleSafe, hindi.troubleGoOn, hindi.troubleRestart])
  expect(await page.evaluate(() => document.readyState)).toBe('complete')
  expect(logOf()).toMatch(/error uncaught exception .*RangeError/)
  expect(logOf()).not.toContain('12345')
  await close()
})

test('a page that stops again and again is not loaded for ever', async () => {
  const { app, page, kill9 } = await launchApp({ userData })
  await page.waitForLoadState('load')
  const told = await app.evaluate(
    ({ app: self, dialog, BrowserWindow }) =>
      new Promise<string>((resolve) => {
        self.relaunch = () => {}
        dialog.showErrorBox = (title) => resolve(title)
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        contents?.on('did-finish-load', () => contents.forcefullyCrashRenderer())
        contents?.forcefullyCrashRenderer()
      })
  )
  expect(told).toBe(english.pageHappened)
  await kill9()
})

test('a file comes in only through the dialog of the system', async () => {
  const { app, page, close } = await launchApp({ userData })
  await answerOpenDialog(app, null)
  const left = await page.evaluate(() =>
    (window as unknown as { counterbook: { shop: { openFile(): Promise<unknown> } } }).counterbook.shop.openFile()
  )
  expect(left).toEqual({ ok: true, value: null })
  const file = path.join(userData, 'not-a-ledger.counterbook')
  writeFileSync(file, 'a letter to the bank')
  await answerOpenDialog(app, file)
  const refused = await page.evaluate(() =>
    (window as unknown as { counterbook: { shop: { openFile(): Promise<unknown> } } }).counterbook.shop.openFile()
  )
  expect(refused).toMatchObject({ ok: false, failure: { code: 'ledger/not-a-ledger' } })
  await close()
})

test('a folder that nothing can be kept in is said in words', async () => {
  const program = await installedElectron()
  const blocked = path.join(userData, 'file')
  writeFileSync(blocked, '')
  // The box waits for a person: here it becomes a line.
  const stub = path.join(userData, 'say.cjs')
  writeFileSync(
    stub,
    "require('electron').dialog.showErrorBox = (title, text) => console.log('SAID ' + title + ' ' + text)"
  )
  const start = spawn(program.file, [...program.flags, '-r', stub, program.folder], {
    env: { ...process.env, COUNTERBOOK_USER_DATA: path.join(blocked, 'below'), LANGUAGE: 'en', LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'ignore']
  })
  let said = ''
  start.stdout.on('data', (text) => {
    said += String(text)
  })
  const code = await new Promise((resolve) => start.once('close', resolve))
  expect(said).toContain(`SAID ${english.startHappened} ${english.startSafe}`)
  expect(said).toContain(path.join(blocked, 'below'))
  expect(code).toBe(1)
})

/** The Electron that the tests run, and what it needs to run here. */
async function installedElectron() {
  const { app, close } = await launchApp({ userData })
  const found = await app.evaluate(({ app: self }) => ({ file: self.getPath('exe'), folder: self.getAppPath() }))
  await close()
  return { ...found, flags: process.getuid?.() === 0 ? ['--no-sandbox'] : [] }
}
