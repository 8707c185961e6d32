import { spawn } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { CHANNELS } from '#shared/contract/channels.ts'
import { launchApp, type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let server: Server
let serverAddress = ''
let requestCount = 0

test.beforeAll(async () => {
  server = createServer((_request, response) => {
    requestCount++
    response.setHeader('access-control-allow-origin', '*').end('<title>outside</title>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  serverAddress = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})

test.beforeEach(async () => {
  requestCount = 0
  running = await launchApp()
})

test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

test.afterAll(() => server.close())

/** Marks the page, so that a reload or another page shows. */
const mark = () => running.page.evaluate(() => Object.assign(window, { isSamePage: true }))
const isSamePage = () =>
  running.page.evaluate(() => 'isSamePage' in window && location.href.startsWith('app://counterbook/'))

test('a page has the bridge and nothing of Node or Electron', async () => {
  const seen = await running.page.evaluate(() => {
    const bridge = Object.entries((window as unknown as { counterbook: object }).counterbook)
    return {
      address: location.href,
      isSecure: isSecureContext,
      node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].filter(
        (name) => name in window
      ),
      methods: bridge.flatMap(([group, methods]) =>
        typeof methods === 'function' ? [group] : Object.keys(methods).map((verb) => `${group}.${verb}`)
      )
    }
  })
  expect(seen).toMatchObject({ isSecure: true, node: [] })
  expect(seen.address).toMatch(/^app:\/\/counterbook\/index\.html/)
  expect(seen.methods.sort()).toEqual([...CHANNELS, 'on'].sort())
})

test('the bridge cannot be changed by a page', async () => {
  const frozen = await running.page.evaluate(() => {
    const outer = window as unknown as { counterbook: Record<string, Record<string, unknown>> }
    const attempt = (work: () => void) => {
      try {
        work()
      } catch {
        return
      }
    }
    const before = outer.counterbook
    attempt(() => Object.assign(outer, { counterbook: 1 }))
    attempt(() => Object.assign(before, { app: 1 }))
    attempt(() => Object.assign(before.app ?? {}, { state: 1 }))
    return { isSame: outer.counterbook === before, app: typeof before.app, state: typeof before.app?.state }
  })
  expect(frozen).toEqual({ isSame: true, app: 'object', state: 'function' })
})

test('the window is sandboxed, and main has no menu', async () => {
  const settings = await running.app.evaluate(({ app, BrowserWindow, Menu }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } = (
      contents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
    ).getLastWebPreferences()
    contents?.openDevTools({ mode: 'detach' })
    return {
      preferences: { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity },
      menu: Menu.getApplicationMenu(),
      isSandboxOff: app.commandLine.hasSwitch('no-sandbox'),
      isSpellChecked: contents?.session.isSpellCheckerEnabled(),
      hasTools: contents?.isDevToolsOpened(),
      zoom: contents?.getZoomFactor()
    }
  })
  expect(settings).toEqual({
    preferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true
    },
    menu: null,
    isSandboxOff: process.getuid?.() === 0,
    isSpellChecked: false,
    hasTools: false,
    zoom: 1
  })
})

test('the page stands under a policy that lets in nothing from elsewhere', async () => {
  const policy = await running.page.evaluate(async () =>
    (await fetch(location.href)).headers.get('content-security-policy')
  )
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/unsafe|\*/)
  const isRun = await running.page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.isInlineRun = true'
    document.body.append(script)
    // Later, because what Playwright itself evaluates is exempt from the policy.
    const isTextRun = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          resolve(new Function('return true')())
        } catch {
          resolve(false)
        }
      })
    })
    return 'isInlineRun' in window || isTextRun
  })
  expect(isRun).toBe(false)
})

test('the page cannot be led elsewhere', async () => {
  await mark()
  for (const address of [
    serverAddress,
    'file:///etc/passwd',
    'data:text/html,x',
    'app://counterbook.example/index.html'
  ]) {
    await running.page.evaluate((to) => {
      const link = document.createElement('a')
      link.href = to
      document.body.append(link)
      link.click()
      link.remove()
      location.href = to
    }, address)
    await running.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)))
    expect(await isSamePage(), address).toBe(true)
  }
  expect(requestCount).toBe(0)
})

test('no second window opens, and no page inside the page', async () => {
  await mark()
  const opened = await running.page.evaluate((to) => {
    const frame = document.createElement('iframe')
    frame.src = to
    document.body.append(frame)
    const link = document.createElement('a')
    link.href = to
    link.target = '_blank'
    document.body.append(link)
    link.click()
    return window.open(to) !== null || window.open('about:blank') !== null
  }, serverAddress)
  expect(opened).toBe(false)
  expect(await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  expect(await isSamePage()).toBe(true)
  expect(requestCount).toBe(0)
})

test('no request leaves the machine, not even without the policy', async () => {
  const fromPage = await running.page.evaluate(async (to) => {
    const attempts = [fetch(to), fetch(to, { mode: 'no-cors' }), fetch('https://example.com/')]
    return (await Promise.allSettled(attempts)).map((one) => one.status)
  }, serverAddress)
  expect(fromPage).toEqual(['rejected', 'rejected', 'rejected'])
  const fromSession = await running.app.evaluate(async ({ session }, to) => {
    const attempts = [session.defaultSession.fetch(to), session.defaultSession.fetch('https://example.com/')]
    return (await Promise.allSettled(attempts)).map((one) => one.status)
  }, serverAddress)
  expect(fromSession).toEqual(['rejected', 'rejected'])
  expect(requestCount).toBe(0)
})

test('every permission is denied', async () => {
  const states = await running.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'] as PermissionName[]
    const asked = await Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
    const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'denied'
    )
    return [...asked, camera, await Notification.requestPermission()]
  })
  expect(new Set(states)).toEqual(new Set(['denied']))
})

test('no key of the browser reloads, closes, zooms or opens anything', async () => {
  await mark()
  const keys = [
    'F5',
    'Control+F5',
    'Control+R',
    'Control+Shift+R',
    'F11',
    'F12',
    'Control+Shift+I',
    'Control+W',
    'Control+N',
    'Control+T'
  ]
  const more = [
    'Control+P',
    'Control+Q',
    'F10',
    'Alt',
    'Alt+D',
    'Alt+ArrowLeft',
    'Control+Equal',
    'Control+Minus',
    'Control+0',
    'F7'
  ]
  for (const key of [...keys, ...more]) await running.page.keyboard.press(key)
  await running.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    for (const [keyCode, modifiers] of [
      ['F5', []],
      ['R', ['control']],
      ['W', ['control']],
      ['F11', []],
      ['Q', ['control']]
    ] as const) {
      contents?.sendInputEvent({ type: 'keyDown', keyCode, modifiers: [...modifiers] })
      contents?.sendInputEvent({ type: 'keyUp', keyCode, modifiers: [...modifiers] })
    }
  })
  await running.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)))
  expect(await isSamePage()).toBe(true)
  const state = await running.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((one) => [
      one.isFullScreen(),
      one.webContents.isDevToolsOpened(),
      one.webContents.getZoomFactor()
    ])
  )
  expect(state).toEqual([[false, false, 1]])
})

test('a frame inside the page, or another window, gets no answer', async () => {
  const answer = await running.app.evaluate(async ({ BrowserWindow, app }) => {
    const other = new BrowserWindow({
      show: false,
      webPreferences: { preload: `${app.getAppPath()}/out/preload/index.cjs`, sandbox: true, contextIsolation: true }
    })
    await other.loadURL('app://counterbook/index.html')
    const given: unknown = await other.webContents.executeJavaScript('window.counterbook.app.state()')
    other.destroy()
    return given
  })
  expect(answer).toEqual({ ok: false, failure: { code: 'input/unknown-channel' } })
  const own = await running.page.evaluate(() =>
    (window as unknown as { counterbook: { app: { state(): Promise<{ ok: boolean }> } } }).counterbook.app.state()
  )
  expect(own.ok).toBe(true)
})

test('files outside the pages are not served', async () => {
  const statuses = await running.page.evaluate(async () => {
    const asked = ['../main/index.js', '%2e%2e/main/index.js', '..%2fmain%2findex.js', 'package.json', 'missing.js']
    return Promise.all(asked.map(async (name) => (await fetch(`app://counterbook/${name}`)).status))
  })
  expect(new Set(statuses)).toEqual(new Set([404]))
})

test('a page that crashes comes back, and main has not noticed', async () => {
  await running.page.waitForLoadState('load')
  const pid = running.app.process().pid
  const answer = await running.app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<{ ok: boolean }>((resolve, reject) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        contents?.once('render-process-gone', () => {
          contents.once('did-finish-load', () => {
            contents.executeJavaScript('window.counterbook.app.state()').then(resolve, reject)
          })
        })
        contents?.forcefullyCrashRenderer()
      })
  )
  expect(answer.ok).toBe(true)
  expect(running.app.process().pid).toBe(pid)
  await expect.poll(() => running.output.some((line) => line.includes('page gone'))).toBe(true)
})

test('a second start brings the first window forward and ends', async () => {
  const isRoot = process.getuid?.() === 0
  const program = await running.app.evaluate(({ app }) => ({ file: app.getPath('exe'), folder: app.getAppPath() }))
  const second = spawn(program.file, [...(isRoot ? ['--no-sandbox'] : []), program.folder], {
    env: { ...process.env, COUNTERBOOK_USER_DATA: running.userData },
    stdio: 'ignore'
  })
  const code = await new Promise((resolve) => second.once('exit', resolve))
  expect(code).toBe(0)
  expect(await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})
