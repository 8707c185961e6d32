import path from 'node:path'
import { app, type BrowserWindow, type IpcMainInvokeEvent, nativeTheme, session } from 'electron'
import { createRouter, type Router } from '#main/ipc/router.ts'
import type { Log } from '#main/ports/log.ts'
import { LANGUAGES, type Language } from '#shared/settings/settings.ts'
import { clearMenu } from './application-menu.ts'
import { CameraPermission } from './camera-permission.ts'
import { connectPages, createEventSink } from './connect-pages.ts'
import { ShellCustomerScreen } from './customer-screen.ts'
import { createFileLog } from './file-log.ts'
import { hardenBrowser, hardenPages, hardenSession } from './harden.ts'
import { watchThreads } from './live-threads.ts'
import { openMainWindow, preloadBeside } from './main-window.ts'
import { registerPageScheme, servePages } from './page-protocol.ts'
import { canKeepThingsIn, type Places, placesOf } from './places.ts'
import { sealSecrets } from './sealed-secrets.ts'
import { sealVault } from './sealed-vault.ts'
import { shellTexts } from './shell-texts.ts'
import type { ComposedApp, Surroundings } from './surroundings.ts'
import { createSystemDialogs } from './system-dialogs.ts'
import { createSystemOutside } from './system-outside.ts'
import { SystemPagePrinter } from './system-page-printer.ts'
import { tellFailedStart, tellHopelessPage, watchForTrouble } from './trouble-notice.ts'
import { isTrustedSender } from './trusted-sender.ts'
import { createUpdateInstaller } from './update-installer.ts'
import { readWindowState, type WindowState, writeWindowState } from './window-state.ts'

export interface ShellOptions {
  /** The folder of the built main script; pages, resources and texts are found from it. */
  readonly mainFolder: string
  /** Builds the app behind the window. */
  compose(surroundings: Surroundings): ComposedApp
}

/** Answers after which the open shop's appearance may be another. */
const APPEARANCE_CHANNELS: ReadonlySet<string> = new Set([
  'settings.change',
  'shop.open',
  'shop.openFile',
  'shop.create',
  'shop.trySample'
])

/**
 * Starts the desktop app. Once for each user data folder: a second start brings the window of the first one forward.
 */
export function startShell(options: ShellOptions): void {
  const places = placesOf(process.argv, process.env, app.isPackaged)
  if (places.userDataFolder !== null) app.setPath('userData', places.userDataFolder)
  // A folder that cannot be written would refuse the lock too, and look as if the app were running already.
  if (!canKeepThingsIn(app.getPath('userData'))) {
    refuseToStart(app.getPath('userData')).catch(() => app.exit(1))
    return
  }
  if (!app.requestSingleInstanceLock()) {
    app.exit(0)
    return
  }
  new Shell(options, places).start()
}

/** Before it is ready, the system's box would only be a line in a terminal that nobody sees. */
async function refuseToStart(folder: string): Promise<void> {
  await app.whenReady()
  tellFailedStart(shellTexts(systemLanguage()), folder)
  app.exit(1)
}

/** What a thread that was asked to end may take, when everything is on the disk already. */
const LONGEST_END_MS = 3_000

class Shell {
  readonly #options: ShellOptions
  readonly #devServer: string | null
  readonly #userDataFolder = app.getPath('userData')
  readonly #documentsFolder: string
  readonly #stateFile = path.join(this.#userDataFolder, 'window.json')
  readonly #log: Log
  readonly #customerScreen: ShellCustomerScreen
  readonly #camera: CameraPermission
  #state: WindowState = readWindowState(this.#stateFile)
  readonly #threads = watchThreads()
  #window: BrowserWindow | null = null
  #composed: ComposedApp | null = null

  constructor(options: ShellOptions, places: Places) {
    this.#options = options
    this.#devServer = places.devServer
    this.#documentsFolder = places.documentsFolder ?? app.getPath('documents')
    this.#camera = new CameraPermission(places.devServer, () => performance.now())
    this.#log = createFileLog({
      folder: path.join(this.#userDataFolder, 'logs'),
      now: () => new Date(),
      ...(app.isPackaged ? {} : { echo: (line: string) => console.error(line) })
    })
    this.#customerScreen = new ShellCustomerScreen({
      mainFolder: options.mainFolder,
      userDataFolder: this.#userDataFolder,
      devServer: this.#devServer,
      log: this.#log,
      counter: () => this.#window
    })
  }

  start(): void {
    watchForTrouble(this.#log, () => this.#texts())
    registerPageScheme()
    hardenBrowser(this.#devServer)
    hardenPages(this.#devServer, this.#log)
    clearMenu(process.platform)
    app.setAppUserModelId('org.counterbook.app')
    app.on('second-instance', () => this.#showWindow())
    app.on('window-all-closed', () => app.quit())
    app.on('will-quit', (event) => {
      if (this.#composed === null) return
      // The paper in hand comes out first; a printer that hangs is not waited for long.
      event.preventDefault()
      void this.#close().finally(() => this.#leave())
    })
    app
      .whenReady()
      .then(() => this.#open())
      .catch((error: unknown) => this.#giveUp(error))
  }

  /** The window first: its process starts while the ledger is opened here. */
  #open(): void {
    this.#log.info('starting', {
      version: app.getVersion(),
      electron: process.versions.electron,
      platform: process.platform
    })
    hardenSession(session.defaultSession, this.#devServer, this.#log, {
      permission: this.#camera,
      isCashier: (contents) => contents === this.#window?.webContents
    })
    servePages(path.join(this.#options.mainFolder, '../renderer'), (id) => this.#composed?.picture(id) ?? null)
    nativeTheme.themeSource = this.#state.theme === 'contrast' ? 'dark' : this.#state.theme
    const router = Promise.withResolvers<Router<IpcMainInvokeEvent>>()
    connectPages(router.promise)
    this.#window = openMainWindow({
      state: this.#state,
      preload: preloadBeside(this.#options.mainFolder),
      devServer: this.#devServer,
      log: this.#log,
      onMoved: (place) => this.#keep(place),
      onHopeless: () => tellHopelessPage(this.#texts())
    })
    this.#window.once('show', () => this.#log.info('window shown', { afterMs: Math.round(performance.now()) }))
    // A page that is loaded anew has no dialog open.
    this.#window.webContents.on('did-start-loading', () => this.#camera.set(false))
    this.#window.once('closed', () => {
      this.#window = null
    })
    this.#customerScreen.watch(this.#window)
    router.resolve(this.#compose())
  }

  #compose(): Router<IpcMainInvokeEvent> {
    const composed = this.#options.compose(this.#surroundings())
    this.#composed = composed
    const router = createRouter<IpcMainInvokeEvent>(composed.handlers, {
      isTrustedSender: (event) => isTrustedSender(event, this.#window, this.#devServer),
      classify: (error) => composed.classify(error),
      log: this.#log,
      elapsedMs: () => performance.now()
    })
    void this.#followAppearance()
    return {
      call: async (channel, sender, input) => {
        const answer = await router.call(channel, sender, input)
        if (answer.ok && APPEARANCE_CHANNELS.has(channel)) void this.#followAppearance()
        return answer
      }
    }
  }

  #surroundings(): Surroundings {
    const projectFolder = path.join(this.#options.mainFolder, '../..')
    return {
      customerScreen: this.#customerScreen,
      dialogs: createSystemDialogs({
        window: () => this.#window,
        texts: () => this.#texts(),
        documentsFolder: this.#documentsFolder
      }),
      pagePrinter: new SystemPagePrinter(this.#log),
      outside: createSystemOutside(this.#log),
      updateInstaller: createUpdateInstaller(this.#log),
      sealSecrets,
      sealVault,
      camera: this.#camera,
      emit: createEventSink(() => this.#window, this.#log),
      log: this.#log,
      userDataFolder: this.#userDataFolder,
      documentsFolder: this.#documentsFolder,
      // Packed, what native code opens by path lies beside the archive.
      resourcesFolder: path.join(app.isPackaged ? process.resourcesPath : projectFolder, 'resources'),
      localesFolder: path.join(projectFolder, 'locales'),
      // A shop that cannot be opened is spoken of in the language that was last on the screen.
      systemLanguage: this.#state.language ?? systemLanguage(),
      platform: process.platform,
      version: app.getVersion()
    }
  }

  /** Takes theme and language of the open shop over into the frame of the window, and keeps them for the next start. */
  async #followAppearance(): Promise<void> {
    try {
      const settings = (await this.#composed?.handlers['app.state']({}))?.settings
      if (!settings) return
      const { language = 'en', theme = 'system' } = settings
      nativeTheme.themeSource = theme === 'contrast' ? 'dark' : theme
      this.#keep({ theme, language })
    } catch (error) {
      this.#log.error('appearance unknown', error)
    }
  }

  #keep(change: Partial<WindowState>): void {
    const next = { ...this.#state, ...change }
    if (JSON.stringify(next) === JSON.stringify(this.#state)) return
    this.#state = next
    writeWindowState(this.#stateFile, next)
  }

  #texts() {
    return shellTexts(this.#state.language ?? systemLanguage())
  }

  #showWindow(): void {
    if (!this.#window) return
    if (this.#window.isMinimized()) this.#window.restore()
    this.#window.show()
    this.#window.focus()
  }

  async #close(): Promise<void> {
    const composed = this.#composed
    this.#composed = null
    try {
      await composed?.close()
      this.#log.info('closed')
    } catch (error) {
      this.#log.error('closing failed', error)
    }
  }

  /** Everything is on the disk by now. What has locked up below is left as it is: it would keep the process for ever. */
  async #leave(): Promise<void> {
    const stuck = await this.#threads.end(LONGEST_END_MS)
    if (stuck === 0) return app.exit(0)
    this.#log.warn('threads do not end', { stuck })
    session.defaultSession.flushStorageData()
    process.kill(process.pid, 'SIGKILL')
  }

  #giveUp(error: unknown): void {
    this.#log.error('start failed', error)
    tellFailedStart(this.#texts(), this.#userDataFolder)
    app.exit(1)
  }
}

/** The first language of the system that is offered. */
function systemLanguage(): Language {
  const wanted = app.getPreferredSystemLanguages().map((tag) => tag.split('-')[0])
  return LANGUAGES.find((language) => language === wanted.find((name) => LANGUAGES.some((one) => one === name))) ?? 'en'
}
