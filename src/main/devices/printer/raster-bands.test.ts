import npos from 'npos'
import { describe, expect, test } from 'vitest'
import { type CUT_COMMANDS, GENERIC_PROFILE } from '#shared/printing/printer-profile.ts'
import { encodeEscpos } from './encode-escpos.ts'
import { DotGrid, isBlack } from './paper-bitmap.ts'

const options = { isCut: true, opensDrawer: true, hasCutter: true, hasDrawer: true }

/** Dots that look the same in no two places, over three bands and a bit. */
function pattern(widthDots: number, heightDots: number): DotGrid {
  const grid = new DotGrid(widthDots, heightDots)
  for (let y = 0; y < heightDots; y++) for (let x = 0; x < widthDots; x++) if ((x * 7 + y * 13) % 11 < 3) grid.set(x, y)
  return grid
}

const read = async (bytes: Uint8Array) => await new npos.Parser().parse(Buffer.from(bytes))
const names = async (bytes: Uint8Array) =>
  (await read(bytes)).tree.map((node) => `${node.ascii} ${node.fn ?? ''}`.trim()).filter((name) => name !== 'STX')

describe('a picture in the command that the printer knows', () => {
  test('rows: bands as high as the printer takes', async () => {
    const model = { ...GENERIC_PROFILE, bandRows: 24 }
    const bytes = encodeEscpos(pattern(384, 80), { ...options, model })
    expect((await names(bytes)).filter((name) => name === 'GS v0')).toHaveLength(4)
  })

  test('columns: the same dots, in stripes that a parser that is not ours finds', async () => {
    const model = { ...GENERIC_PROFILE, rasterCommand: 'esc-star' as const }
    const bitmap = pattern(384, 72)
    const bytes = Buffer.from(encodeEscpos(bitmap, { ...options, model }))
    const { tree } = await read(bytes)
    const stripes = tree.filter((node) => node.ascii === 'ESC' && node.fn === '*')
    expect(stripes).toHaveLength(3)
    for (const [stripe, node] of stripes.entries()) {
      expect([...bytes.subarray(node.offset + 2, node.offset + 5)]).toEqual([33, 384 & 0xff, 384 >> 8])
      for (let x = 0; x < 384; x++) {
        for (let row = 0; row < 24; row++) {
          const byte = bytes[node.offset + 5 + x * 3 + (row >> 3)] ?? 0
          expect(((byte << (row & 7)) & 0x80) !== 0).toBe(isBlack(bitmap, x, stripe * 24 + row))
        }
      }
    }
  })

  test('columns hold no command that a printer would obey in the middle of the picture', () => {
    const grid = new DotGrid(256, 24)
    // One column is 10 04 in its first two bytes: a dot in row 3 and a dot in row 13.
    grid.set(5, 3)
    grid.set(5, 13)
    const bytes = encodeEscpos(grid, { ...options, model: { ...GENERIC_PROFILE, rasterCommand: 'esc-star' } })
    for (let at = 1; at < bytes.length; at++) if (bytes[at - 1] === 0x10) expect(bytes[at]).not.toBe(0x04)
  })
})

describe('what the model says', () => {
  const end = (cutCommand: (typeof CUT_COMMANDS)[number], hasCutter = true) =>
    Buffer.from(encodeEscpos(new DotGrid(256, 8), { ...options, hasCutter, model: { ...GENERIC_PROFILE, cutCommand } }))

  test.each([
    ['gs-v-66', '1d564200'],
    ['gs-v-65', '1d564100'],
    ['gs-v-0', '1b64041d5600'],
    ['gs-v-1', '1b64041d5601'],
    ['esc-i', '1b64041b69'],
    ['esc-m', '1b64041b6d'],
    ['none', '1b6404']
  ] as const)('cut %s', (cut, hex) => {
    expect(end(cut).toString('hex').endsWith(hex)).toBe(true)
    expect(end(cut, false).toString('hex').endsWith('1b6404')).toBe(true)
  })

  test('the pulse goes to the pin of the drawer, whole', () => {
    const pulse = (drawerPin: 2 | 5) =>
      Buffer.from(encodeEscpos(new DotGrid(256, 8), { ...options, model: { ...GENERIC_PROFILE, drawerPin } }))
        .subarray(2, 7)
        .toString('hex')
    expect(pulse(2)).toBe('1b70003c78')
    expect(pulse(5)).toBe('1b70013c78')
  })
})
