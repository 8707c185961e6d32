import { askPayment } from '#main/app/ask-payment.ts'
import type { Book } from '#main/app/book.ts'
import { listPayments, reviewPayments } from '#main/app/list-payments.ts'
import { doubtPayment, provePayments, refusePayment } from '#main/app/prove-payment.ts'
import { createStatementDesk } from '#main/app/statement-desk.ts'
import { qrRows } from '#main/devices/displays/qr-rows.ts'
import { fileTableReader } from '#main/files/file-table-reader.ts'
import { loadStatementRules } from '#main/files/statement-rules.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { Log } from '#main/ports/log.ts'
import type { Handlers } from '#shared/contract/contract.ts'

type StatementHandlers = Pick<
  Handlers,
  `statement.${'choose' | 'plan' | 'take'}` | `payment.${'list' | 'review' | 'prove' | 'refuse' | 'doubt' | 'ask'}`
>

/** Statements of banks and apps, and the payments that they prove. */
export function createStatementHandlers(parts: {
  book: () => Book
  dialogs: Dialogs
  rulesFolder: string
  log: Log
}): StatementHandlers {
  const { book, dialogs } = parts
  const rules = loadStatementRules(parts.rulesFolder, parts.log)
  const desk = createStatementDesk({ book, reader: fileTableReader, rules, dialogs })
  return {
    'statement.choose': desk.choose,
    'statement.plan': desk.plan,
    'statement.take': desk.take,
    'payment.list': (input) => listPayments(book(), input),
    'payment.review': () => reviewPayments(book()),
    'payment.prove': (input) => provePayments(book(), input),
    'payment.refuse': (input) => refusePayment(book(), input),
    'payment.doubt': (input) => doubtPayment(book(), input),
    'payment.ask': (input) => askPayment(book(), input, qrRows)
  }
}
