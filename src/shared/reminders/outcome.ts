import { type BookDate, isBookDate } from '#shared/calendar/book-date.ts'

/** What a party said or did after a message. */
export const ANSWERS = ['promised', 'paid', 'refused', 'no-answer'] as const
export type Answer = (typeof ANSWERS)[number]

/** How the word beside a message's state is to be read. */
export type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'answer'; readonly answer: Answer; readonly promisedOn: BookDate | null }
  | { readonly kind: 'reference'; readonly reference: string }
  /** Nobody knows whether it went. */
  | { readonly kind: 'asked' }
  | { readonly kind: 'failure'; readonly code: string }

export const ASKED = 'asked'

/** The word for an answer; a promise names its day. */
export const answerWord = (answer: Answer, promisedOn: BookDate | null): string =>
  answer === 'promised' && promisedOn !== null ? `promised:${promisedOn}` : answer

const LONGEST_REFERENCE = 100
/** The word for a gateway's own number of a message. */
export const referenceWord = (reference: string): string =>
  reference === '' ? '' : `reference:${reference.slice(0, LONGEST_REFERENCE)}`

/** Reads the word; one that this version does not know is a failure's code, and is shown as it is. */
export function readOutcome(word: string): Outcome {
  if (word === '') return { kind: 'none' }
  if (word === ASKED) return { kind: 'asked' }
  const [head = '', rest = ''] = word.split(/:(.*)/su)
  if (head === 'reference') return { kind: 'reference', reference: rest }
  const answer = ANSWERS.find((one) => one === head)
  if (answer === undefined) return { kind: 'failure', code: word }
  const day = Number(rest)
  return { kind: 'answer', answer, promisedOn: answer === 'promised' && isBookDate(day) ? day : null }
}
