import { describe, expect, it } from 'vitest'
import { ENTRY_KINDS } from '#shared/ledger/entry-kind.ts'
import { KIND_GROUPS, kindsOf, nextGroup } from './kind-groups.ts'

describe('the groups of kinds', () => {
  it('hold every kind once', () => {
    const grouped = KIND_GROUPS.flatMap((group) => kindsOf(group) ?? [])
    expect([...grouped].sort()).toEqual([...ENTRY_KINDS].sort())
  })

  it('come round again', () => {
    let group: ReturnType<typeof nextGroup> = 'all'
    for (const _ of KIND_GROUPS) group = nextGroup(group)
    expect(group).toBe('all')
  })
})
