import type { PaperRenderer } from '#main/ports/printer.ts'

const ROW_BYTES = 48
const BAND_ROWS = 24

/** Papers that say at both ends whose they are, with a picture between, so that every print can be counted. */
export const markedRenderer: PaperRenderer = {
  renderJob: async (document) => {
    const [name = '', bands = '1'] = document.title.split(' ')
    return { bytes: marked(name, Number(bands)), missing: [], isQrLeftOut: false }
  },
  renderPng: async (_document, widthDots) => ({
    png: new Uint8Array(),
    widthDots,
    heightDots: 0,
    missing: [],
    isQrLeftOut: false
  }),
  close: async () => {}
}

const INIT = [0x1b, 0x40]
const CUT = [0x1d, 0x56, 66, 0]

function marked(name: string, bands: number): Uint8Array {
  const band = [0x1d, 0x76, 0x30, 0, ROW_BYTES, 0, BAND_ROWS, 0, ...new Array<number>(ROW_BYTES * BAND_ROWS).fill(0x55)]
  return Uint8Array.from([
    ...INIT,
    ...Buffer.from(`<${name}>`),
    ...Array.from({ length: bands }, () => band).flat(),
    ...Buffer.from(`</${name}>`),
    ...CUT
  ])
}

/** How often the paper of a job was begun, and how often it came out whole. */
export function printsOf(text: string, name: string): { begun: number; whole: number } {
  return { begun: text.split(`<${name}>`).length - 1, whole: text.split(`<${name}></${name}>`).length - 1 }
}
