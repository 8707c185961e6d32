import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import type { Failure, Result } from '#shared/kernel/result.ts'
import type { PrinterCondition } from '#shared/printing/printer-status.ts'

/** A way to a printer that carries bytes in both directions. */
export interface PrinterLine {
  /** Resolves when the system took the bytes over, which says nothing about the printer. Never resolves on a lost line. */
  write(bytes: Uint8Array): Promise<void>
  /** Why the line is lost or closed; null while it stands. */
  readonly endedBy: string | null
  /** Resolves with the reason when the line is lost or closed by either side. */
  readonly ended: Promise<string>
  onBytes: (bytes: Uint8Array) => void
  /** Closes when everything written is on its way. */
  end(): void
  /** Cuts the line. */
  destroy(): void
}

/** Opens lines to one printer. */
export interface PrinterDialer {
  /** Whether the line stays open between jobs: a serial port is nobody else's, and only an open one tells of a pulled plug. */
  readonly keepsLine: boolean
  /** Where it leads, for a person. */
  readonly address: string
  /** Never rejects. A failure means that nothing left the computer. */
  dial(timeoutMs: number): Promise<Result<PrinterLine>>
  failure(code: ErrorCode, reason: string): Failure
  /** What a line that cannot be opened, or that was lost between jobs, says of the printer. */
  readonly whenLost: PrinterCondition
}

/** How a line came to its end: the first reason stands. */
export interface LineEnd {
  readonly by: string | null
  readonly ended: Promise<string>
  end(reason: string): void
}

export function lineEnd(): LineEnd {
  const { promise, resolve } = Promise.withResolvers<string>()
  let by: string | null = null
  return {
    get by() {
      return by
    },
    ended: promise,
    end(reason) {
      by ??= reason
      resolve(by)
    }
  }
}
