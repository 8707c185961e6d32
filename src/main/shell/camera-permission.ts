import type { CameraGate } from '#main/ports/camera-gate.ts'
import { isOwnPage } from './own-page.ts'

/** Nobody holds a sticker before the camera for longer; a dialog that was forgotten does not leave it open. */
const LONGEST_OPEN_MS = 180_000

/** Who asks for what: as the browser underneath tells it. */
export interface CameraAsk {
  /** The browser's word for camera and microphone alike is `media`. */
  readonly permission: string
  readonly kinds: readonly string[]
  readonly address: string
  readonly isTopFrame: boolean
  readonly isCashier: boolean
}

/**
 * Says who may use the camera: the top frame of our own page in the cashier's window, for pictures without sound, while
 * a dialog that scans is open. Everything else stays denied.
 */
export class CameraPermission implements CameraGate {
  readonly #nowMs: () => number
  readonly #devServer: string | null
  #openUntilMs = 0

  /** @param nowMs a clock that only goes forward. */
  constructor(devServer: string | null, nowMs: () => number) {
    this.#devServer = devServer
    this.#nowMs = nowMs
  }

  set(isOpen: boolean): void {
    this.#openUntilMs = isOpen ? this.#nowMs() + LONGEST_OPEN_MS : 0
  }

  isGiven(ask: CameraAsk): boolean {
    return (
      ask.permission === 'media' &&
      ask.kinds.length > 0 &&
      ask.kinds.every((kind) => kind === 'video') &&
      ask.isCashier &&
      ask.isTopFrame &&
      isOwnPage(ask.address, this.#devServer) &&
      this.#nowMs() < this.#openUntilMs
    )
  }
}
