import { adjustCredit } from '#main/app/adjust-credit.ts'
import { type Book, today } from '#main/app/book.ts'
import { endPlan, makePlan } from '#main/app/keep-plans.ts'
import { readCreditBrief, readCreditWords } from '#main/app/read-credit.ts'
import { readCollection, readToday } from '#main/app/read-credit-lists.ts'
import { promisePayment, setDates } from '#main/app/set-due.ts'
import { setTerms } from '#main/app/set-terms.ts'
import { settlePayment } from '#main/app/settle-payment.ts'
import type { Handlers } from '#shared/contract/contract.ts'

type CreditHandlers = Pick<
  Handlers,
  `credit.${'brief' | 'terms' | 'words' | 'date' | 'promise' | 'settle' | 'plan' | 'endPlan' | 'adjust' | 'collection' | 'today'}`
>

/** What parties owe, since when, and what is to be done about it. */
export function createCreditHandlers(book: () => Book): CreditHandlers {
  const context = (open: Book) => ({ shop: open.settings(), today: today(open) })
  return {
    'credit.brief': (input) => readCreditBrief(book(), input),
    'credit.terms': (input) => setTerms(book(), input),
    'credit.words': () => readCreditWords(book()),
    'credit.date': (input) => setDates(book(), input),
    'credit.promise': (input) => promisePayment(book(), input),
    'credit.settle': (input) => settlePayment(book(), input),
    'credit.plan': (input) => makePlan(book(), input),
    'credit.endPlan': (input) => endPlan(book(), input),
    'credit.adjust': (input) => adjustCredit(book(), input),
    'credit.collection': (input) => readCollection(book().store, context(book()), input),
    'credit.today': (input) => readToday(book().store, context(book()), input)
  }
}
