import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type App, composeApp } from '#main/compose.ts'
import type { Channel } from '#shared/contract/channels.ts'
import { contract, type Input, type Output } from '#shared/contract/contract.ts'
import { FailureError } from '#shared/kernel/result.ts'
import type { Language } from '#shared/settings/settings.ts'

const root = path.resolve(import.meta.dirname, '..', '..')

/** The composed app without a window, for the time of one command. */
export interface OpenedLedger {
  readonly app: App
  /** Asks an endpoint as a screen would: input and output are checked. */
  ask<Name extends Channel>(name: Name, input: Input<Name>): Promise<Output<Name>>
  close(): Promise<void>
}

export interface LedgerOptions {
  readonly language: Language
  /** The file that "choose a file to import" answers. */
  readonly importFile: string | null
  /** The folder that "choose a folder to write into" answers. */
  readonly exportFolder: string | null
  /** How far a long work is. */
  readonly onProgress: (done: number, total: number) => void
}

/**
 * Starts the very same app as the window does. Its own folder is a temporary one, so that a ledger opened here does
 * not appear in the list of shops of the app; it has no printers, so that the app beside it prints what is queued.
 */
export function composeForTerminal({ language, importFile, exportFolder, onProgress }: LedgerOptions): OpenedLedger {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterbook-cli-'))
  const app = composeApp({
    userDataFolder: folder,
    documentsFolder: folder,
    resourcesFolder: path.join(root, 'resources'),
    localesFolder: path.join(root, 'locales'),
    systemLanguage: language,
    platform: process.platform,
    version: JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version,
    dialogs: {
      chooseLedgerFile: async () => null,
      chooseBackupFile: async () => null,
      chooseImportFile: async () => importFile,
      chooseLogoFile: async () => null,
      chooseStickerFile: async () => null,
      chooseContactsFile: async () => null,
      chooseAttachmentFile: async () => null,
      choosePrinterFile: async () => null,
      chooseSaveFile: async () => null,
      chooseFolder: async () => exportFolder,
      showFile() {}
    },
    emit(name, payload) {
      if (name === 'work.progress' && 'done' in payload) onProgress(payload.done, payload.total)
    },
    log: { info() {}, warn() {}, error() {} },
    drivesPrinters: false,
    guardsPeople: false,
    // Not among the arguments, which every program on this PC can read.
    recoveryCode: () => process.env.COUNTERBOOK_RECOVERY_CODE ?? null
  })
  return {
    app,
    async ask<Name extends Channel>(name: Name, input: Input<Name>) {
      const handler = app.handlers[name] as (input: unknown) => unknown
      return contract[name].output.parse(await handler(contract[name].input.parse(input))) as Output<Name>
    },
    async close() {
      await app.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** The coded failure that an error stands for; null for a bug. */
export function failureOf(error: unknown, app: App | null) {
  return error instanceof FailureError ? error.failure : (app?.classify(error) ?? null)
}
