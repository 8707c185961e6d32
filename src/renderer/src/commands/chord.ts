/** A key with its modifiers, as the keymap writes it: `F5`, `Alt+C`, `Ctrl+Enter`, `PageUp`. */
export type Chord = string

/** The parts of a keyboard event that say which key was meant. */
export interface KeyPress {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

/**
 * The chord of a key press, or null for a key that only types. Letters and digits count with Ctrl or Alt alone, and
 * by their place on the keyboard when the layout types another script: Alt+C is Alt+C on a Hindi keyboard too.
 */
export function chordOf(press: KeyPress): Chord | null {
  if (press.metaKey || (press.ctrlKey && press.altKey)) return null
  const name = nameOf(press)
  if (name === null) return null
  if (name.length === 1 && !press.ctrlKey && !press.altKey) return null
  const shift = press.shiftKey && name.length > 1 ? 'Shift+' : ''
  return `${press.ctrlKey ? 'Ctrl+' : ''}${press.altKey ? 'Alt+' : ''}${shift}${name}`
}

const NAMED = new Set(['Escape', 'Enter', 'PageUp', 'PageDown', 'Home', 'End', 'Insert', 'Delete', 'Tab'])

function nameOf(press: KeyPress): string | null {
  if (/^F\d{1,2}$/.test(press.key) || NAMED.has(press.key)) return press.key
  if (/^[a-z]$/i.test(press.key)) return press.key.toUpperCase()
  const placed = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(press.code)
  return placed?.[1] ?? placed?.[2] ?? null
}
