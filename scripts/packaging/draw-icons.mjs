#!/usr/bin/env node
// Draws the app's icon in every size and container that the installers want, from the one shape below. Run by hand when the
// shape changes; what it writes is committed: `node scripts/packaging/draw-icons.mjs`.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { writeIcns, writeIco } from './icon-containers.mjs'

const folder = path.join(import.meta.dirname, 'icons')
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512]
const windowsSizes = [16, 24, 32, 48, 64, 256]

mkdirSync(folder, { recursive: true })
for (const size of linuxSizes) writeFileSync(path.join(folder, `${size}x${size}.png`), draw(size))
writeFileSync(
  path.join(import.meta.dirname, 'icon.ico'),
  writeIco(windowsSizes.map((size) => ({ size, png: draw(size) })))
)
writeFileSync(
  path.join(import.meta.dirname, 'icon.icns'),
  writeIcns([128, 256, 512, 1024].map((size) => ({ size, png: draw(size) })))
)

/**
 * A bound account book with its red spine, two columns and a line of sum under them.
 * @param {number} size width and height in dots
 * @returns {Buffer} PNG
 */
function draw(size) {
  const canvas = createCanvas(size, size)
  const pen = canvas.getContext('2d')
  pen.scale(size / 64, size / 64)
  const box = (color, x, y, width, height, radius = 0) => {
    pen.fillStyle = color
    pen.beginPath()
    pen.roundRect(x, y, width, height, radius)
    pen.fill()
  }
  box('#7f1d1d', 7, 4, 50, 56, 7)
  box('#b91c1c', 7, 4, 16, 56, [7, 0, 0, 7])
  box('#fffdf5', 20, 9, 32, 46, 3)
  // At the smallest sizes only what can still be told apart is drawn.
  const rows = size < 32 ? [17, 29] : [15, 22, 29, 36]
  const thick = size < 32 ? 5 : 3
  for (const y of rows) {
    box('#94a3b8', 24, y, 12, thick, 1)
    box('#334155', 39, y, 9, thick, 1)
  }
  box('#b91c1c', 24, 43, 24, size < 32 ? 4 : 2)
  if (size >= 32) box('#b91c1c', 24, 47, 24, 2)
  return canvas.toBuffer('image/png')
}
