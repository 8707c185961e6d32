import { askPayment } from '#main/app/ask-payment.ts'
import { listPayments } from '#main/app/list-payments.ts'
import { doubtPayment, provePayments, refusePayment } from '#main/app/prove-payment.ts'
import { openPayPage, printPaySlip, type ShareDesk, sharePayment } from '#main/app/share-payment.ts'
import { createStatementDesk } from '#main/app/statement-desk.ts'
import { qrRows } from '#main/devices/displays/qr-rows.ts'
import { fileTableReader } from '#main/files/file-table-reader.ts'
import { loadStatementRules } from '#main/files/statement-rules.ts'
import { writeFileDurably } from '#main/files/write-file-durably.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { Log } from '#main/ports/log.ts'
import type { Outside } from '#main/ports/outside.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { PaymentThread } from './payment-thread.ts'
import type { ShopKeeper } from './shop-keeper.ts'

type StatementHandlers = Pick<
  Handlers,
  | `statement.${'choose' | 'plan' | 'take'}`
  | `payment.${'list' | 'review' | 'prove' | 'refuse' | 'doubt' | 'ask' | 'page' | 'share' | 'slip'}`
>

/** Fine enough for a code that a phone reads off another phone's screen. */
const PICTURE_DOTS = 576

/** Statements of banks and apps, and the payments that they prove. */
export function createStatementHandlers(parts: {
  keeper: ShopKeeper
  dialogs: Dialogs
  outside: Outside
  rulesFolder: string
  log: Log
  matcher: PaymentThread
}): StatementHandlers {
  const { keeper, dialogs, outside, matcher } = parts
  const { book } = keeper
  const rules = loadStatementRules(parts.rulesFolder, parts.log)
  const desk = createStatementDesk({ book, reader: fileTableReader, rules, dialogs, matcher })
  const share: ShareDesk = {
    ...{ dialogs, outside, qrRows, writeFile: writeFileDurably },
    get publicLinks() {
      return keeper.cloud().links
    },
    picture: async (document) => (await keeper.printing().preview(document, PICTURE_DOTS, null)).png
  }
  return {
    'statement.choose': desk.choose,
    'statement.plan': desk.plan,
    'statement.take': desk.take,
    'payment.list': (input) => listPayments(book(), input),
    'payment.review': () => matcher.review(),
    'payment.prove': (input) => provePayments(book(), input),
    'payment.refuse': (input) => refusePayment(book(), input),
    'payment.doubt': (input) => doubtPayment(book(), input),
    'payment.ask': (input) => askPayment(book(), input, qrRows),
    'payment.page': (input) => openPayPage(book(), share, input),
    'payment.share': (input) => sharePayment(book(), share, input),
    'payment.slip': (input) => printPaySlip(book(), input)
  }
}
