import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IMPORT_FIELDS, IMPORT_KINDS } from '#shared/import/import-plan.ts'
import { chooseField, fieldOf, fieldsOf, mappingFor, stepField } from './column-choice.ts'

describe('choosing what a column is', () => {
  it('takes the field away from the column that had it', () => {
    const mapping = chooseField({ name: 0, phone: 1 }, 1, 'name')
    expect(mapping).toEqual({ name: 1 })
    expect(fieldOf(mapping, 0)).toBeNull()
  })

  it('lets a column go unused', () => {
    expect(chooseField({ name: 0, phone: 1 }, 1, null)).toEqual({ name: 0 })
  })

  it('walks through all fields of the kind and comes back', () => {
    for (const kind of IMPORT_KINDS) {
      let mapping = {}
      const seen = []
      for (let step = 0; step <= fieldsOf(kind).length; step += 1) {
        mapping = stepField(mapping, 3, kind, 1)
        seen.push(fieldOf(mapping, 3))
      }
      expect(seen).toEqual([...fieldsOf(kind), null])
      expect(fieldOf(stepField({}, 3, kind, -1), 3)).toBe(fieldsOf(kind).at(-1))
    }
  })

  it('drops what another kind of file has no use for', () => {
    expect(mappingFor({ name: 0, balance: 2, quantity: 4 }, 'invoice-lines')).toEqual({ name: 0, quantity: 4 })
  })

  it('never has two columns for a field or two fields for a column', () => {
    const choice = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.option(fc.constantFrom(...IMPORT_FIELDS)))
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 30 }), (choices) => {
        let mapping = {}
        for (const [column, field] of choices) {
          mapping = chooseField(mapping, column, field)
          expect(fieldOf(mapping, column)).toBe(field)
        }
        const columns = Object.values(mapping)
        expect(new Set(columns).size).toBe(columns.length)
      })
    )
  })
})
