import { describe, expect, it } from 'vitest'
import { chordOf, type KeyPress } from './chord.ts'

const press = (change: Partial<KeyPress>): KeyPress => ({
  key: 'a',
  code: 'KeyA',
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...change
})

describe('chordOf', () => {
  it('says nothing of a key that only types', () => {
    expect(chordOf(press({}))).toBeNull()
    expect(chordOf(press({ key: 'A', shiftKey: true }))).toBeNull()
    expect(chordOf(press({ key: '2', code: 'Digit2' }))).toBeNull()
    expect(chordOf(press({ key: 'न', code: 'KeyV' }))).toBeNull()
  })

  it('names modifiers and function keys', () => {
    expect(chordOf(press({ ctrlKey: true }))).toBe('Ctrl+A')
    expect(chordOf(press({ key: 'F5', code: 'F5', altKey: true }))).toBe('Alt+F5')
    expect(chordOf(press({ key: 'Enter', code: 'Enter', ctrlKey: true }))).toBe('Ctrl+Enter')
    expect(chordOf(press({ key: '2', code: 'Digit2', altKey: true }))).toBe('Alt+2')
  })

  it('finds the letter by its place when the keyboard types another script', () => {
    expect(chordOf(press({ key: 'म', code: 'KeyC', altKey: true }))).toBe('Alt+C')
  })

  it('follows the letter, not the place, on a Latin layout that is arranged otherwise', () => {
    expect(chordOf(press({ key: 'a', code: 'KeyQ', ctrlKey: true }))).toBe('Ctrl+A')
  })

  it('leaves AltGr and the system key alone', () => {
    expect(chordOf(press({ ctrlKey: true, altKey: true }))).toBeNull()
    expect(chordOf(press({ metaKey: true }))).toBeNull()
  })
})
