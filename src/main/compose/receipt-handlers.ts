import { exportPdf } from '#main/app/export-pdf.ts'
import { sampleReceipt } from '#main/app/preview-receipt.ts'
import { readBounded } from '#main/files/read-bounded.ts'
import { writeFileDurably } from '#main/files/write-file-durably.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import { orThrow } from '#shared/kernel/result.ts'
import type { ShopKeeper } from './shop-keeper.ts'

type ReceiptHandlers = Pick<Handlers, `receipt.${'preview' | 'pagePreview' | 'chooseLogo'}` | 'export.pdf'>

/** More is no logo, and is not read into the memory to find out. */
const LOGO_FILE_BYTES = 20_000_001

/** How receipts look, and papers as files. */
export function createReceiptHandlers({ keeper, dialogs }: { keeper: ShopKeeper; dialogs: Dialogs }): ReceiptHandlers {
  return {
    async 'receipt.preview'(draft) {
      const document = sampleReceipt(keeper.book(), draft)
      const { png, widthDots, heightDots, isQrLeftOut } = await keeper
        .printing()
        .preview(document, draft.widthDots, draft.logo)
      return { png: new Uint8Array(png), widthDots, heightDots, isQrLeftOut }
    },
    async 'receipt.pagePreview'(draft) {
      const document = sampleReceipt(keeper.book(), draft)
      const { png, width, height } = orThrow(await keeper.printing().pagePreview(document, draft.sheet, draft.logo))
      return { png: new Uint8Array(png), width, height }
    },
    async 'receipt.chooseLogo'() {
      const printing = keeper.printing()
      const file = await dialogs.chooseLogoFile()
      return file === null ? null : orThrow(await printing.prepareLogo(readBounded(file, LOGO_FILE_BYTES)))
    },
    'export.pdf': (input) =>
      exportPdf(
        keeper.book(),
        {
          dialogs,
          pdf: (document) => keeper.printing().pdf(document, 'a4'),
          writeFile: writeFileDurably
        },
        input
      )
  }
}
