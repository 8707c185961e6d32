import { adjustCredit } from '#main/app/adjust-credit.ts'
import { type Book, today } from '#main/app/book.ts'
import { changePlan, endPlan, makePlan } from '#main/app/keep-plans.ts'
import { readCharges } from '#main/app/read-charges.ts'
import { readCreditBrief, readCreditWords } from '#main/app/read-credit.ts'
import { promisePayment, setDates } from '#main/app/set-due.ts'
import { setTerms } from '#main/app/set-terms.ts'
import { settlePayment } from '#main/app/settle-payment.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { CreditListThread } from './credit-list-thread.ts'

type CreditHandlers = Pick<
  Handlers,
  `credit.${'brief' | 'terms' | 'words' | 'date' | 'promise' | 'settle' | 'charges' | 'plan' | 'changePlan' | 'endPlan' | 'adjust' | 'collection' | 'today'}`
>

/** What parties owe, since when, and what is to be done about it. */
export function createCreditHandlers(book: () => Book, lists: CreditListThread): CreditHandlers {
  /** Only what the lists go by crosses to their thread. */
  const context = (open: Book) => {
    const { creditDays, creditLimitMinor, interest } = open.settings()
    return { shop: { creditDays, creditLimitMinor, interest }, today: today(open) }
  }
  return {
    'credit.brief': (input) => readCreditBrief(book(), input),
    'credit.terms': (input) => setTerms(book(), input),
    'credit.words': () => readCreditWords(book()),
    'credit.date': (input) => setDates(book(), input),
    'credit.promise': (input) => promisePayment(book(), input),
    'credit.settle': (input) => settlePayment(book(), input),
    'credit.charges': (input) => readCharges(book(), input),
    'credit.plan': (input) => makePlan(book(), input),
    'credit.changePlan': (input) => changePlan(book(), input),
    'credit.endPlan': (input) => endPlan(book(), input),
    'credit.adjust': (input) => adjustCredit(book(), input),
    'credit.collection': (input) => lists.collection(context(book()), input),
    'credit.today': (input) => lists.today(context(book()), input)
  }
}
