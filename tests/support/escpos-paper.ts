const [ESC, GS, DLE, FS] = [0x1b, 0x1d, 0x10, 0x1c]

/**
 * What stands on the paper: every byte that a printer worked off, taken apart into commands as it comes. Only the
 * lengths of commands are known here; `npos` reads the same bytes in the tests that look at pictures.
 */
export class EscposPaper {
  /** Every byte that was worked off, in order. */
  readonly bytes: number[] = []
  /** The words on the paper; a cut stands as a line of its own. */
  text = ''
  cuts = 0
  pulses = 0
  /** A whole command was worked off. */
  onCommand: (command: readonly number[]) => void = () => {}
  #command: number[] = []

  take(byte: number): void {
    this.bytes.push(byte)
    if (this.#command.length === 0 && byte !== ESC && byte !== GS && byte !== DLE && byte !== FS) {
      // White dots between commands leave nothing on the paper.
      if (byte !== 0) this.text += String.fromCharCode(byte)
      return
    }
    this.#command.push(byte)
    const length = lengthOf(this.#command)
    if (length === null || this.#command.length < length) return
    const command = this.#command
    this.#command = []
    this.#do(command)
  }

  /** Power is gone: half a command is forgotten. */
  tearOff(): void {
    this.#command = []
  }

  #do(command: readonly number[]): void {
    const [first, second] = command
    if (first === GS && second === 0x56) {
      this.cuts++
      this.text += '\n-- cut --\n'
    }
    if (first === ESC && second === 0x70) this.pulses++
    this.onCommand(command)
  }
}

/** How long the command is that begins so; null as long as that cannot be said. */
function lengthOf(command: readonly number[]): number | null {
  const [first, second, third, fourth] = command
  if (second === undefined) return null
  if (first === DLE) return 3
  if (first === FS) return 2
  if (first === ESC) return LENGTH_AFTER_ESC[String.fromCharCode(second)] ?? 3
  switch (String.fromCharCode(second)) {
    case 'V':
      return third === undefined ? null : third >= 65 ? 4 : 3
    case '(':
      return fourth === undefined || command[4] === undefined ? null : 5 + fourth + command[4] * 256
    case 'v': {
      const [, , , , xl, xh, yl, yh] = command
      if (xl === undefined || xh === undefined || yl === undefined || yh === undefined) return null
      return 8 + (xl + xh * 256) * (yl + yh * 256)
    }
    default:
      return 3
  }
}

const LENGTH_AFTER_ESC: Readonly<Record<string, number>> = { '@': 2, p: 5, '2': 2 }
