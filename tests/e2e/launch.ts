import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test'

const projectFolder = path.resolve(import.meta.dirname, '../..')

export interface LaunchOptions {
  /** The folder of everything this install keeps, its books included. Given when an app is started again on it. */
  readonly userData?: string
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
}

export interface RunningApp {
  readonly app: ElectronApplication
  readonly page: Page
  readonly userData: string
  /** Every line that the app wrote to its terminal. */
  readonly output: readonly string[]
  /** Ends the app as a power cut would: no handler of it runs. Resolves when the process is gone. */
  kill9(): Promise<void>
  /** Ends the app as a person does, by closing its window. */
  close(): Promise<void>
}

/** A user data folder that no other test has. */
export const freshUserData = (): string => mkdtempSync(path.join(tmpdir(), 'counterbook-e2e-'))

/** Takes the folder away again, with its books. */
export const removeUserData = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })

/**
 * Starts the built app in the real Electron and waits for the first page. English unless `env` says otherwise; as an
 * ordinary user with the sandbox on, which the system's administrator cannot have.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const userData = options.userData ?? freshUserData()
  const isRoot = process.getuid?.() === 0
  const app = await electron.launch({
    args: [...(options.args ?? []), projectFolder],
    cwd: projectFolder,
    chromiumSandbox: !isRoot,
    env: {
      ...cleanEnvironment(),
      LANGUAGE: 'en',
      LC_ALL: 'en_IN.UTF-8',
      COUNTERBOOK_USER_DATA: userData,
      ...options.env
    }
  })
  const output: string[] = []
  app.process().stderr?.on('data', (text: Buffer) => output.push(...String(text).split('\n').filter(Boolean)))
  const page = await app.firstWindow()
  await page.waitForLoadState('domcontentloaded')
  return {
    app,
    page,
    userData,
    output,
    async kill9() {
      const running = app.process()
      if (running.exitCode !== null || running.signalCode !== null) return
      const gone = once(running, 'exit')
      running.kill('SIGKILL')
      await gone
    },
    close: () => app.close()
  }
}

/** The environment without what would change how Electron starts. */
function cleanEnvironment(): Record<string, string> {
  const dropped = new Set(['ELECTRON_RUN_AS_NODE', 'ELECTRON_RENDERER_URL', 'NODE_OPTIONS'])
  const kept = Object.entries(process.env).filter(([name]) => !dropped.has(name))
  return Object.fromEntries(kept.filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** Answers the next open-file dialogs with this path, or leaves them when it is null. */
export async function answerOpenDialog(app: ElectronApplication, file: string | null): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] })
  }, file)
}

/** Answers the next save dialogs with this path, or leaves them when it is null. */
export async function answerSaveDialog(app: ElectronApplication, file: string | null): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: chosen === null, filePath: chosen ?? '' })
  }, file)
}
