import { describe, expect, it } from 'vitest'
import { CommandCenter } from './command-center.ts'
import type { CommandId } from './command-table.ts'

let clockMs = 0
function key(name: string, change: Partial<KeyboardEvent> = {}, gapMs = 200): KeyboardEvent {
  clockMs += gapMs
  const code = /^[a-z]$/i.test(name) ? `Key${name.toUpperCase()}` : name
  const press = { key: name, code, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, repeat: false }
  return { ...press, isComposing: false, keyCode: 0, timeStamp: clockMs, ...change } as KeyboardEvent
}

function center() {
  const given: string[] = []
  const commands = new CommandCenter('tally')
  const hold = (id: CommandId, layer: number, isEnabled = true, name: string = id) =>
    commands.hold({ id, layer, isEnabled: () => isEnabled, run: () => given.push(name) })
  return { commands, given, hold }
}

describe('the command center', () => {
  it('gives the command of a key, and leaves other keys alone', () => {
    const { commands, given, hold } = center()
    hold('counter.accept', 1)
    commands.openLayer(1, false)
    expect(commands.take(key('a', { ctrlKey: true }))).toBe(true)
    expect(commands.take(key('a'))).toBe(false)
    expect(commands.take(key('F7'))).toBe(false)
    expect(given).toEqual(['counter.accept'])
  })

  it('asks only the topmost layer, and the app below screens', () => {
    const { commands, given, hold } = center()
    hold('app.help', 0)
    hold('counter.accept', 1)
    hold('closing.accept', 2)
    commands.openLayer(1, false)
    const close = commands.openLayer(2, false)
    commands.take(key('a', { ctrlKey: true }))
    commands.take(key('F1'))
    close()
    commands.take(key('a', { ctrlKey: true }))
    expect(given).toEqual(['closing.accept', 'app.help', 'counter.accept'])
  })

  it('leaves Enter to a button that has the focus', () => {
    const { commands, given, hold } = center()
    hold('parties.open', 1)
    commands.openLayer(1, false)
    expect(commands.take(key('Enter', { target: { tagName: 'BUTTON' } as unknown as EventTarget }))).toBe(false)
    expect(commands.take(key('Enter', { target: { tagName: 'INPUT' } as unknown as EventTarget }))).toBe(true)
    expect(given).toEqual(['parties.open'])
  })

  it('gives a dialog all keys', () => {
    const { commands, given, hold } = center()
    hold('app.help', 0)
    hold('dialog.back', 1001)
    commands.openLayer(1, false)
    commands.openLayer(1001, true)
    expect(commands.take(key('F1'))).toBe(false)
    expect(commands.take(key('Escape'))).toBe(true)
    expect(given).toEqual(['dialog.back'])
  })

  it('passes over a command whose condition is not met', () => {
    const { commands, given, hold } = center()
    hold('counter.back', 1, false)
    hold('app.back', 0)
    commands.openLayer(1, false)
    commands.take(key('Escape'))
    expect(given).toEqual(['app.back'])
    expect(commands.run('counter.back')).toBe(false)
  })

  it('hears nothing while an input method composes', () => {
    const { commands, given, hold } = center()
    hold('counter.accept', 1)
    commands.openLayer(1, false)
    expect(commands.take(key('a', { ctrlKey: true, isComposing: true }))).toBe(false)
    expect(commands.take(key('a', { ctrlKey: true, keyCode: 229 }))).toBe(false)
    expect(given).toEqual([])
  })

  it('stops the Enter of a scanner and no other', () => {
    const { commands } = center()
    for (const digit of '8901234567890') expect(commands.take(key(digit, {}, 8))).toBe(false)
    expect(commands.take(key('Enter', {}, 8))).toBe(true)
    expect(commands.take(key('Enter', {}, 300))).toBe(false)
    for (const digit of '1250') commands.take(key(digit, {}, 120))
    expect(commands.take(key('Enter', {}, 120))).toBe(false)
  })

  it('accepts once, however long the key is held, and pages on', () => {
    const { commands, given, hold } = center()
    hold('counter.accept', 1)
    hold('counter.previousEntry', 1)
    commands.openLayer(1, false)
    for (const repeat of [false, true, true]) commands.take(key('a', { ctrlKey: true, repeat }))
    for (const repeat of [false, true, true]) commands.take(key('PageUp', { repeat }))
    expect(given.filter((id) => id === 'counter.accept')).toHaveLength(1)
    expect(given.filter((id) => id === 'counter.previousEntry')).toHaveLength(3)
  })
})
