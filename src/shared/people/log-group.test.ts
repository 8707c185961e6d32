import { expect, test } from 'vitest'
import { OP_KINDS } from '#shared/journal/op.ts'
import { isInGroup, LOG_GROUPS } from './log-group.ts'

const groupsOf = (kind: (typeof OP_KINDS)[number], what = '') =>
  LOG_GROUPS.filter((group) => isInGroup({ kind, what }, group))

test('nothing is left out of the whole log', () => {
  for (const kind of OP_KINDS) expect(groupsOf(kind)).toContain('all')
})

test('a reversal is money and a change, a wrong PIN is of people, a plain sale is money alone', () => {
  expect(groupsOf('entry.post', 'reversal')).toEqual(['all', 'changes', 'money'])
  expect(groupsOf('entry.post', 'sale')).toEqual(['all', 'money'])
  expect(groupsOf('audit.note', 'wrong-pin')).toEqual(['all', 'people'])
  expect(groupsOf('audit.note', 'pdf')).toEqual(['all'])
  expect(groupsOf('definition.put', 'person')).toEqual(['all', 'people'])
  expect(groupsOf('definition.put', 'message-text')).toEqual(['all', 'changes'])
  expect(groupsOf('price.set')).toEqual(['all', 'changes'])
})
