// The two containers of icons, both holding PNGs: Windows' .ico and macOS' .icns.

/**
 * @param {{ size: number, png: Buffer }[]} pictures sizes up to 256
 * @returns {Buffer}
 */
export function writeIco(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let at = head.length
  pictures.forEach(({ size, png }, index) => {
    const entry = 6 + 16 * index
    // A byte cannot say 256: 0 stands for it.
    head.writeUInt8(size % 256, entry)
    head.writeUInt8(size % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(png.length, entry + 8)
    head.writeUInt32LE(at, entry + 12)
    at += png.length
  })
  return Buffer.concat([head, ...pictures.map(({ png }) => png)])
}

const icnsNames = { 128: 'ic07', 256: 'ic08', 512: 'ic09', 1024: 'ic10' }

/**
 * @param {{ size: number, png: Buffer }[]} pictures of 128, 256, 512 or 1024
 * @returns {Buffer}
 */
export function writeIcns(pictures) {
  const blocks = pictures.map(({ size, png }) => block(icnsNames[size], png))
  return block('icns', Buffer.concat(blocks))
}

function block(name, content) {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32BE(content.length + 8, 4)
  return Buffer.concat([head, content])
}
