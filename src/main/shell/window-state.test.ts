import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FRESH_WINDOW_STATE, placeWindow, readWindowState, type WindowState, writeWindowState } from './window-state.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'window-state-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const LARGE = { x: 0, y: 0, width: 1920, height: 1040 }

describe('the window state on disk', () => {
  it('comes back as it was kept', () => {
    const state: WindowState = {
      box: { x: 5, y: 6, width: 1200, height: 800 },
      isMaximized: true,
      theme: 'dark',
      language: 'hi'
    }
    const file = path.join(folder, 'below', 'window.json')
    writeWindowState(file, state)
    expect(readWindowState(file)).toEqual(state)
  })

  it.each(['', '{', 'null', '[]', '{"box":"here","theme":"pink","isMaximized":1,"language":"xx"}'])(
    'starts afresh from %j',
    (text) => {
      const file = path.join(folder, 'window.json')
      writeFileSync(file, text)
      expect(readWindowState(file)).toEqual(FRESH_WINDOW_STATE)
    }
  )

  it('starts afresh without a file, and bears a folder that cannot be written', () => {
    expect(readWindowState(path.join(folder, 'missing.json'))).toEqual(FRESH_WINDOW_STATE)
    writeFileSync(path.join(folder, 'file'), '')
    writeWindowState(path.join(folder, 'file', 'window.json'), FRESH_WINDOW_STATE)
  })
})

describe('placeWindow', () => {
  it('opens in the usual size in the middle', () => {
    expect(placeWindow(FRESH_WINDOW_STATE, [LARGE])).toEqual({
      box: { x: 277, y: 136, width: 1366, height: 768 },
      isMaximized: false
    })
  })

  it('fills the screen of the usual counter PC', () => {
    const place = placeWindow(FRESH_WINDOW_STATE, [{ x: 0, y: 0, width: 1366, height: 728 }])
    expect(place).toEqual({ box: { x: 0, y: 0, width: 1366, height: 728 }, isMaximized: true })
  })

  it('opens where it stood, also on the second screen', () => {
    const box = { x: 2000, y: 10, width: 1100, height: 720 }
    const second = { x: 1920, y: 0, width: 1280, height: 1024 }
    expect(placeWindow({ ...FRESH_WINDOW_STATE, box }, [LARGE, second])).toEqual({ box, isMaximized: false })
  })

  it('comes back when the screen it stood on is gone', () => {
    const box = { x: 2000, y: 10, width: 1100, height: 720 }
    expect(placeWindow({ ...FRESH_WINDOW_STATE, box }, [LARGE]).box.x).toBe(277)
  })

  it('is always within reach', () => {
    const box = fc.record({
      x: fc.integer({ min: -5000, max: 5000 }),
      y: fc.integer({ min: -5000, max: 5000 }),
      width: fc.integer({ min: 1, max: 5000 }),
      height: fc.integer({ min: 1, max: 5000 })
    })
    fc.assert(
      fc.property(box, (stood) => {
        const place = placeWindow({ ...FRESH_WINDOW_STATE, box: stood }, [LARGE])
        expect(place.box.y).toBeGreaterThanOrEqual(0)
        expect(place.box.y).toBeLessThanOrEqual(1000)
        expect(place.box.x).toBeLessThanOrEqual(1720)
        expect(place.box.x + place.box.width).toBeGreaterThanOrEqual(Math.min(200, place.box.width))
      })
    )
  })
})
