import type { CodeReader } from '#main/ports/code-reader.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { Output } from '#shared/contract/contract.ts'
import { orThrow } from '#shared/kernel/result.ts'
import { readSticker } from '#shared/payment-qr/read-sticker.ts'

/** Reads the code in a picture that the person chooses; null when the dialog was left. Nothing is stored. */
export async function chooseSticker(
  dialogs: Pick<Dialogs, 'chooseStickerFile'>,
  reader: CodeReader
): Promise<Output<'payment.chooseSticker'>> {
  const file = await dialogs.chooseStickerFile()
  return file === null ? null : orThrow(readSticker(await reader.read(file)))
}
