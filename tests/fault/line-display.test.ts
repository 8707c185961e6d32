import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type LineDisplayChoice, SerialLineDisplay } from '#main/devices/displays/serial-line-display.ts'
import { silentLog } from '#main/ports/log.ts'
import type { Timer } from '#main/ports/timer.ts'
import type { DisplayLines } from '#shared/customer-view/display-lines.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { LineDisplayGlass, openSerialLine, type SerialLine } from '#tests/support/virtual-line-display.ts'

/** Waits on the real clock, but not as long. */
const quickTimer: Timer = {
  elapsedMs: () => performance.now(),
  after(delayMs, work) {
    const waiting = setTimeout(work, delayMs / 30)
    return () => clearTimeout(waiting)
  }
}

const FIRST: DisplayLines = ['Rice                ', 'TOTAL        1249.50']
const SECOND: DisplayLines = ['   Sharma Traders   ', '      WELCOME       ']

let line: SerialLine
let display: SerialLineDisplay
let kept: LineDisplayChoice[]

beforeEach(async () => {
  line = await openSerialLine()
  kept = []
})
afterEach(async () => {
  await display.close()
  await line.remove()
})

function open(change: Partial<LineDisplayChoice> = {}): void {
  display = new SerialLineDisplay({
    choice: { path: line.path, dialect: 'escpos', baudRate: 9600, isBehindPrinter: false, ...change },
    keep: (choice) => kept.push(choice),
    timer: quickTimer,
    log: silentLog,
    listPorts: async () => [{ path: line.path, name: 'A port' }]
  })
}

const seen = (glass: LineDisplayGlass, lines: DisplayLines) =>
  vi.waitFor(() => expect(glass.lines).toEqual(lines), { timeout: 10_000, interval: 20 })

describe.each(['escpos', 'cd5220'] as const)('a display that understands %s', (dialect) => {
  it.each([false, true])('shows what it is told; behind a printer: %s', async (isBehindPrinter) => {
    const glass = new LineDisplayGlass(dialect, isBehindPrinter)
    line.leadTo(glass)
    open({ dialect, isBehindPrinter })
    display.show(SECOND)
    await seen(glass, SECOND)
    display.show(FIRST)
    await seen(glass, FIRST)
    expect(glass.unknown).toEqual([])
    expect(glass.printerBytes).toBe(0)
    // The printer has its line back, whenever the display is not spoken to.
    expect(glass.isSelected).toBe(!isBehindPrinter)
    expect(display.state().failure).toBeNull()
  })
})

describe('the line', () => {
  it('carries the newest picture when many come at once', async () => {
    const glass = new LineDisplayGlass('escpos')
    line.leadTo(glass)
    open()
    for (let at = 0; at < 500; at++) display.show([`${at}`.padEnd(20), ''.padEnd(20)])
    display.show(FIRST)
    await seen(glass, FIRST)
    expect(glass.unknown).toEqual([])
  })

  it('is found again after its cable was pulled, and says meanwhile that it is not there', async () => {
    const glass = new LineDisplayGlass('escpos')
    line.leadTo(glass)
    open()
    display.show(SECOND)
    await seen(glass, SECOND)
    await line.pull()
    await vi.waitFor(() => expect(display.state().failure?.code).toBe('display/port-failed'), { timeout: 10_000 })
    display.show(FIRST)
    const again = new LineDisplayGlass('escpos')
    line.leadTo(again)
    await line.plugIn()
    await seen(again, FIRST)
    await vi.waitFor(() => expect(display.state().failure).toBeNull(), 20_000)
  })

  it('is chosen by a name of ours, never by a path', async () => {
    const glass = new LineDisplayGlass('cd5220')
    line.leadTo(glass)
    open({ path: '' })
    display.show(FIRST)
    const rest = { dialect: 'cd5220', baudRate: 19_200, isBehindPrinter: false } as const
    expect(() => display.choose({ portToken: line.path, ...rest })).toThrow(FailureError)
    const [port] = await display.ports()
    expect(port?.name).toBe('A port')
    expect(port?.token).not.toContain('/')
    expect(display.choose({ portToken: port?.token ?? '', ...rest })).toMatchObject({ portName: line.path })
    await seen(glass, FIRST)
    expect(kept).toEqual([{ path: line.path, ...rest }])
    // Chosen once, it may be changed while it is not there.
    expect(display.choose({ portToken: '', ...rest })).toMatchObject({ portToken: '', failure: null })
  })
})
