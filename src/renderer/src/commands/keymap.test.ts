import { describe, expect, it } from 'vitest'
import { COMMAND_IDS, SCOPES, scopeOf } from './command-table.ts'
import { KEY_SETS, KEYMAP, keysOf } from './keymap.ts'

/** Keys that a screen may take from the app, because stepping back on the screen comes before leaving it. */
const MAY_COVER = new Set(['Escape'])

describe.each(KEY_SETS)('the key set %s', (set) => {
  it('knows every command and no other', () => {
    expect(Object.keys(KEYMAP[set]).sort()).toEqual([...COMMAND_IDS].sort())
  })

  it.each(SCOPES)('gives no key twice where %s can be heard', (scope) => {
    const isModal = scope === 'lock' || scope === 'dialog' || scope === 'first-run' || scope === 'shops'
    const heard = COMMAND_IDS.filter((id) => scopeOf(id) === scope || (!isModal && scopeOf(id) === 'app'))
    const byChord = new Map<string, string[]>()
    for (const id of heard) {
      for (const chord of keysOf(id, set)) byChord.set(chord, [...(byChord.get(chord) ?? []), id])
    }
    const clashes = [...byChord].filter(([chord, ids]) => ids.length > 1 && !MAY_COVER.has(chord))
    expect(clashes).toEqual([])
  })

  it('leaves no command without a name that begins with its scope', () => {
    for (const id of COMMAND_IDS) expect(id.startsWith(`${scopeOf(id)}.`)).toBe(true)
  })

  it('never takes a key that only types', () => {
    for (const id of COMMAND_IDS) {
      for (const chord of keysOf(id, set)) {
        // Forms walk by Enter; only a screen that is a list opens what is chosen by it.
        if (chord === 'Enter' && id.endsWith('.open')) continue
        expect(chord).toMatch(
          /^(?:(?:Ctrl\+|Alt\+)(?:[A-Z0-9]|F\d{1,2}|Enter|PageUp|PageDown)|F\d{1,2}|Escape|PageUp|PageDown)$/
        )
      }
    }
  })
})
