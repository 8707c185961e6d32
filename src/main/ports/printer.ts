import type { Failure, Result } from '#shared/kernel/result.ts'
import type { PrinterCondition } from '#shared/printing/printer-status.ts'
import type { Logo } from '#shared/receipt/logo.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'

/**
 * What is known after bytes were handed to a printer.
 * printed: the device proved that the paper came out. handed-over: every byte was taken, nothing proves the paper.
 * unknown: it broke off after the first byte may have left. nothing-sent: it is certain that no byte left.
 */
export type SendOutcome =
  | { readonly type: 'printed' }
  | { readonly type: 'handed-over' }
  | { readonly type: 'unknown'; readonly failure: Failure }
  | { readonly type: 'nothing-sent'; readonly failure: Failure }

/** What goes to a printer as one piece. */
export interface JobToSend {
  readonly bytes: Uint8Array
  /** Four letters or digits that the printer can give back as proof, different from those of the jobs around it. */
  readonly mark: string
  /** False for a pulse that opens the drawer: nothing is waited for after it, the receipt comes next. */
  readonly hasPaper: boolean
  /** Whether the job before it broke off: the printer may still have a rest of that one, and answer for it. */
  readonly isAfterBroken: boolean
  /** What keeps the printer from going on in the middle of the job; null when it goes on. */
  onHold(condition: PrinterCondition | null): void
}

/** A printer that answered and waits for bytes. Exactly one of the two is called, once. */
export interface PrinterConnection {
  /** Sends a whole job. Never rejects. */
  send(job: JobToSend): Promise<SendOutcome>
  /** Gives the printer back without a byte. */
  abandon(): void
}

/** What a printer says of itself, as often as it says something. */
export type PrinterReport = Pick<PrinterHealth, 'conditions' | 'canConfirm'>

/** What is known of a printer now. */
export interface PrinterHealth {
  /** What it says of itself; empty as long as nobody has looked. */
  readonly conditions: readonly PrinterCondition[]
  /** Whether it proves what it printed. */
  readonly canConfirm: boolean
  /** When this was first seen. Milliseconds since 1970-01-01 UTC. */
  readonly sinceMs: number
}

/** Keeps an eye on the printers of the shop. */
export interface PrinterWatch {
  /** Null for a printer that is not watched, because it is not set up or because another process drives it. */
  health(printerId: string): PrinterHealth | null
}

/** One physical printer. */
export interface PrinterTransport {
  /**
   * Reaches the printer and asks how it is, without sending a byte of a job. `asksAnew` forgets what was learnt of its
   * manners. A failure means that nothing of the job left the computer. Never rejects.
   */
  open(asksAnew?: boolean): Promise<Result<PrinterConnection>>
  /** Tells from now on what is learnt of the printer, during a job as between jobs. */
  watch(onReport: (report: PrinterReport) => void): void
  /**
   * Looks at the printer while no job is in hand. Called every second or so; the way to the printer decides whether a
   * look is worth its cost. `isUrgent`: something is wrong, or a job waits. Never rejects, and never delays a job.
   */
  look(isUrgent: boolean): Promise<void>
  /** Lets go of every socket and file. */
  close(): void
}

/** A drawn paper, one bit per dot, rows of whole bytes, the highest bit leftmost, 1 is black. */
export interface PaperBitmap {
  readonly widthDots: number
  readonly heightDots: number
  readonly bits: Uint8Array
}

/** What decides how a paper looks and which commands go with it. */
export type PaperFormat = Pick<PrinterSettings, 'widthDots' | 'hasCutter' | 'hasDrawer'> &
  Partial<Pick<PrinterSettings, 'transport' | 'paper' | 'words' | 'profile' | 'codePage'>>

export interface RenderedJob {
  readonly bytes: Uint8Array
  /** Letters that no font has, each once; they are printed as a replacement sign. */
  readonly missing: readonly string[]
  /** A code was too long for the paper: its words stand in its place. */
  readonly isQrLeftOut: boolean
}

export interface RenderedPicture {
  readonly png: Uint8Array
  readonly widthDots: number
  readonly heightDots: number
  /** Letters that no font has, each once. */
  readonly missing: readonly string[]
  /** A code was asked for that this width cannot show large enough for a telephone. */
  readonly isQrLeftOut: boolean
}

/** Turns papers into printer bytes and into pictures, away from the thread that serves the screens. */
export interface PaperRenderer {
  /** `logo`: what a picture block of the document shows; without one it is left out. */
  renderJob(document: ReceiptDocument, format: PaperFormat, logo?: Logo | null): Promise<RenderedJob>
  /** The very bitmap that `renderJob` sends, as a PNG. */
  renderPng(document: ReceiptDocument, widthDots: number, logo?: Logo | null): Promise<RenderedPicture>
  close(): Promise<void>
}

/** Makes logos of chosen files. */
export interface LogoMaker {
  /** A chosen file as a logo, or why it cannot be one. */
  prepareLogo(file: Uint8Array): Promise<Result<Logo>>
}
