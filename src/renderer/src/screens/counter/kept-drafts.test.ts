import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyDraft, isEmptyDraft } from './entry-draft.ts'
import { bringBack, giveBack, putAside, readTyped, type Typed, withoutRecorded } from './kept-drafts.ts'

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

describe('what was typed before the power went', () => {
  const other = { ...emptyDraft('7'), party: 'anita' }

  it('comes back with the id that it had, so that accepting it again makes no second entry', () => {
    const typed = { draft: { ...emptyDraft('1'), party: 'ram' }, kept: [other] }
    expect(readTyped(JSON.stringify(typed), '2')).toEqual(typed)
  })

  it('begins with a new id when the line is empty: the old one may have been recorded already', () => {
    const left = readTyped(JSON.stringify({ draft: emptyDraft('1'), kept: [other] }), '2')
    expect(left).toEqual({ draft: emptyDraft('2'), kept: [other] })
  })

  it('is gone when the book holds it already, unless it was typed on', () => {
    const read: Typed = { draft: { ...emptyDraft('1'), party: 'ram' }, kept: [other, { ...other, id: '8' }] }
    const recorded = new Set(['1', '7'])
    expect(withoutRecorded(read, read, recorded, '2')).toEqual({
      draft: emptyDraft('2'),
      kept: [{ ...other, id: '8' }]
    })
    const typedOn = { ...read, draft: { ...read.draft, party: 'ramesh' } }
    expect(withoutRecorded(typedOn, read, recorded, '2').draft).toEqual({ ...typedOn.draft, id: '2' })
    expect(withoutRecorded(read, read, new Set(), '2')).toEqual(read)
  })

  it('is an empty line when nothing that makes sense was kept', () => {
    for (const text of [null, '', '{', '{"draft":{},"kept":[]}']) {
      expect(readTyped(text, '2')).toEqual({ draft: emptyDraft('2'), kept: [] })
    }
  })
})
