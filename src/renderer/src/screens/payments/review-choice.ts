import type { UnsureView } from '#shared/contract/statement-endpoints.ts'

/** What a person looks at: the payment and the line themselves, since their places change while other people work. */
export interface ReviewChoice {
  readonly entryId: string
  /** Empty: the first. */
  readonly fingerprint: string
  /** Where the payment stood: when it is gone, the one that took its place comes next. */
  readonly at: number
}

export const NOTHING_CHOSEN: ReviewChoice = { entryId: '', fingerprint: '', at: 0 }

/**
 * What a list shows of a choice. A payment or a line that is still there is kept wherever it stands now; where the payment is
 * gone, the one in its place begins with its first line. Null: nothing is to be asked.
 */
export function shownOf(unsure: readonly UnsureView[], choice: ReviewChoice) {
  const kept = unsure.findIndex(({ payment }) => payment.entryId === choice.entryId)
  const index = kept >= 0 ? kept : Math.min(choice.at, unsure.length - 1)
  const one = unsure[index]
  if (one === undefined) return null
  const keptLine = one.candidates.findIndex(({ line }) => line.fingerprint === choice.fingerprint)
  const lineIndex = kept >= 0 ? Math.max(keptLine, 0) : 0
  const candidate = one.candidates[lineIndex]
  const shown = { entryId: one.payment.entryId, fingerprint: candidate?.line.fingerprint ?? '', at: index }
  return { one, index, lineIndex, candidate, choice: shown }
}

/** The choice of the payment at a place, with its first line. */
export const choiceAt = (unsure: readonly UnsureView[], at: number): ReviewChoice =>
  shownOf(unsure, { ...NOTHING_CHOSEN, at })?.choice ?? NOTHING_CHOSEN

export const isSameChoice = (left: ReviewChoice, right: ReviewChoice): boolean =>
  left.entryId === right.entryId && left.fingerprint === right.fingerprint && left.at === right.at

export interface Answer {
  readonly entryId: string
  readonly fingerprint: string
  readonly isYes: boolean
}

/**
 * What is still to be asked, while the list is older than the answers: a payment that has its line, a line that has its payment
 * and a pair that was refused are not shown, so that no key meets them again.
 */
export function stillAsked(unsure: readonly UnsureView[], answers: readonly Answer[]): readonly UnsureView[] {
  if (answers.length === 0) return unsure
  const yes = answers.filter(({ isYes }) => isYes)
  const paid = new Set(yes.map(({ entryId }) => entryId))
  const taken = new Set(yes.map(({ fingerprint }) => fingerprint))
  const refused = new Set(answers.filter(({ isYes }) => !isYes).map((no) => `${no.entryId} ${no.fingerprint}`))
  return unsure.flatMap((one) => {
    if (paid.has(one.payment.entryId)) return []
    const candidates = one.candidates.filter(
      ({ line }) => !taken.has(line.fingerprint) && !refused.has(`${one.payment.entryId} ${line.fingerprint}`)
    )
    return candidates.length === 0 ? [] : [{ ...one, candidates }]
  })
}

/** The answers that a newer list does not know of yet. */
export const unheard = (unsure: readonly UnsureView[], answers: readonly Answer[]): readonly Answer[] =>
  answers.filter(({ entryId, fingerprint }) =>
    unsure.some(
      ({ payment, candidates }) =>
        payment.entryId === entryId && candidates.some(({ line }) => line.fingerprint === fingerprint)
    )
  )
