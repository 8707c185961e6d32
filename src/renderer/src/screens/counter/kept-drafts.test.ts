import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyDraft, isEmptyDraft } from './entry-draft.ts'
import { bringBack, giveBack, putAside, type Typed } from './kept-drafts.ts'

const start: Typed = { draft: emptyDraft('0'), kept: [] }
const notes = (typed: Typed) => [...typed.kept, typed.draft].filter((one) => !isEmptyDraft(one)).map((one) => one.note)

describe('lines that were put aside', () => {
  it('come back as they were', () => {
    const typed = { ...start, draft: { ...start.draft, party: 'ram', amount: '12' } }
    const aside = putAside(typed, '1')
    expect(aside.draft).toEqual(emptyDraft('1'))
    expect(bringBack(aside)).toEqual(typed)
  })

  it('are never lost and never doubled, whatever is pressed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('type', 'aside', 'back', 'refused'), { maxLength: 18 }), (steps) => {
        let typed = start
        const expected: string[] = []
        steps.forEach((step, index) => {
          const name = String(index)
          if (step === 'type' && isEmptyDraft(typed.draft)) {
            typed = { ...typed, draft: { ...typed.draft, note: name } }
            expected.push(name)
          } else if (step === 'aside') typed = putAside(typed, `id${index}`)
          else if (step === 'back') typed = bringBack(typed)
          else if (step === 'refused') {
            const draft = { ...emptyDraft(`r${index}`), note: name }
            typed = giveBack(typed, draft)
            expected.push(name)
          }
        })
        if (expected.length <= 9) expect(notes(typed).sort()).toEqual(expected.sort())
      })
    )
  })
})
