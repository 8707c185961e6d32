import type { Failure, Result } from '#shared/kernel/result.ts'

/**
 * What is known after bytes were handed to a printer.
 * printed: the device proved that the paper came out. handed-over: every byte was taken, nothing proves the paper.
 * unknown: it broke off after the first byte may have left.
 */
export type SendOutcome =
  | { readonly type: 'printed' }
  | { readonly type: 'handed-over' }
  | { readonly type: 'unknown'; readonly failure: Failure }

/** A printer that answered and waits for bytes. Exactly one of the two is called, once. */
export interface PrinterConnection {
  /** Sends a whole job. Never rejects. */
  send(bytes: Uint8Array): Promise<SendOutcome>
  /** Gives the printer back without a byte. */
  abandon(): void
}

/** One physical printer. */
export interface PrinterTransport {
  /** Reaches the printer without sending a byte. A failure means that nothing left the computer. Never rejects. */
  open(): Promise<Result<PrinterConnection>>
  /** Lets go of every socket and file. */
  close(): void
}

/** A drawn paper, one bit per dot, rows of whole bytes, the highest bit leftmost, 1 is black. */
export interface PaperBitmap {
  readonly widthDots: number
  readonly heightDots: number
  readonly bits: Uint8Array
}
