import { chooseSticker } from '#main/app/read-sticker.ts'
import { codeReaderAt } from '#main/devices/scanner/thread-code-reader.ts'
import type { CameraGate } from '#main/ports/camera-gate.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import { orThrow } from '#shared/kernel/result.ts'
import { readSticker } from '#shared/payment-qr/read-sticker.ts'
import type { WorkerScripts } from './worker-scripts.ts'

type PaymentHandlers = Pick<Handlers, `payment.${'readSticker' | 'chooseSticker' | 'camera'}`>

/** Reading the shop's own sticker. It needs no open book: the first run asks for it too. */
export function createPaymentHandlers(parts: {
  dialogs: Dialogs
  camera: CameraGate
  workers: WorkerScripts
}): PaymentHandlers {
  const reader = codeReaderAt(parts.workers.readCode)
  return {
    'payment.readSticker': ({ text }) => orThrow(readSticker(text)),
    'payment.chooseSticker': () => chooseSticker(parts.dialogs, reader),
    'payment.camera': ({ isOpen }) => {
      parts.camera.set(isOpen)
      return {}
    }
  }
}
