import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { receiptLayoutSchema, STANDARD_LAYOUT } from '#shared/receipt/receipt-layout.ts'
import { defaultSettings } from '#shared/settings/settings.ts'
import {
  draftOf,
  isSame,
  linesToType,
  movedSection,
  standardDraft,
  toggledSection,
  typedLines
} from './layout-draft.ts'

const ids = (sections: readonly { id: string }[]) => sections.map(({ id }) => id)

describe('a layout that is edited', () => {
  test('stays one that can be stored, whatever is moved and switched', () => {
    const step = fc.record({ index: fc.nat(14), what: fc.constantFrom('up', 'down', 'toggle') })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let sections = [...STANDARD_LAYOUT.sections]
        for (const { index, what } of steps) {
          if (what === 'toggle') sections = toggledSection(sections, index)
          else sections = movedSection(sections, index, what === 'up' ? -1 : 1)
        }
        expect(ids(sections).toSorted()).toEqual(ids(STANDARD_LAYOUT.sections).toSorted())
        expect(receiptLayoutSchema.safeParse({ ...STANDARD_LAYOUT, sections }).success).toBe(true)
      })
    )
  })

  test('a section moves one place, and stops at the ends', () => {
    const first = ids(movedSection(STANDARD_LAYOUT.sections, 0, 1))
    expect(first.slice(0, 2)).toEqual(['shop', 'logo'])
    expect(ids(movedSection(STANDARD_LAYOUT.sections, 0, -1))).toEqual(ids(STANDARD_LAYOUT.sections))
  })

  test('an empty line waits at the end until there are enough, and is not stored', () => {
    expect(linesToType(['a'], 4)).toEqual(['a', ''])
    expect(linesToType(['a', 'b'], 2)).toEqual(['a', 'b'])
    expect(typedLines(['a', 'b'], 2, 'c')).toEqual(['a', 'b', 'c'])
    expect(typedLines(['a', 'b'], 1, '')).toEqual(['a'])
    expect(typedLines(['a', 'b'], 0, '')).toEqual(['', 'b'])
  })

  test('back to standard keeps what the shop itself wrote and drew', () => {
    const draft = { layout: { ...STANDARD_LAYOUT, spacing: 'compact' as const, footLines: ['Thanks'] }, logo: null }
    expect(standardDraft(draft).layout).toEqual({ ...STANDARD_LAYOUT, footLines: ['Thanks'] })
    expect(isSame(draftOf(defaultSettings()), { layout: STANDARD_LAYOUT, logo: null })).toBe(true)
  })
})
