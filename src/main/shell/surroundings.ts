import type { CameraGate } from '#main/ports/camera-gate.ts'
import type { CustomerScreen } from '#main/ports/customer-screen.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { Log } from '#main/ports/log.ts'
import type { Outside } from '#main/ports/outside.ts'
import type { PagePrinter } from '#main/ports/page-printer.ts'
import type { KeyVault, Secrets } from '#main/ports/secrets.ts'
import type { UpdateInstaller } from '#main/ports/update-parts.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { Language } from '#shared/settings/settings.ts'

/** What the shell gives the composed app. All folders are absolute. */
export interface Surroundings {
  readonly dialogs: Dialogs
  readonly customerScreen: CustomerScreen
  readonly camera: CameraGate
  readonly emit: EventSink
  readonly pagePrinter: PagePrinter
  readonly outside: Outside
  readonly updateInstaller: UpdateInstaller
  sealSecrets(kept: Secrets): Secrets
  sealVault(kept: Secrets): KeyVault
  readonly log: Log
  /** Where the install keeps what is its own: which shops there are, logs, the window. */
  readonly userDataFolder: string
  /** Where people keep their papers: new shops are made below it. */
  readonly documentsFolder: string
  readonly resourcesFolder: string
  readonly localesFolder: string
  readonly systemLanguage: Language
  readonly platform: string
  readonly version: string
}

/** What the shell needs of the composed app. */
export interface ComposedApp {
  readonly handlers: Handlers
  /** The coded failure that an error of the file or of the system stands for; null for a bug. */
  classify(error: unknown): Failure | null
  /** A picture of the open shop for the page, by the id in its address; null for anything that may not be shown. */
  picture(id: string): { readonly bytes: Uint8Array; readonly mediaType: string } | null
  /** Ends everything and closes the ledger file. Called once, last. */
  close(): Promise<void>
}
