import { type Canvas, createCanvas } from '@napi-rs/canvas'
import QRCode from 'qrcode'

/** A photo of a payment sticker as a telephone or a webcam takes it. */
export interface StickerPhoto {
  readonly width: number
  readonly height: number
  /** Side of the code in dots of the photo. */
  readonly side: number
  readonly turnedDegrees: number
  /** How far each dot runs into its neighbours. */
  readonly blurDots: number
}

export const PLAIN_PHOTO: StickerPhoto = { width: 640, height: 480, side: 300, turnedDegrees: 0, blurDots: 0 }

/** Draws the sticker with its name on a counter of wood, in uneven light. */
export function stickerPhoto(text: string, photo: StickerPhoto = PLAIN_PHOTO): Canvas {
  const { width, height, side } = photo
  const canvas = createCanvas(width, height)
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#8a6a4a'
  pen.fillRect(0, 0, width, height)
  pen.translate(width / 2, height / 2)
  pen.rotate((photo.turnedDegrees * Math.PI) / 180)
  pen.fillStyle = '#fdfdf6'
  pen.fillRect(-side * 0.62, -side * 0.62, side * 1.24, side * 1.24)
  pen.drawImage(codeOf(text), -side / 2, -side / 2, side, side)
  pen.resetTransform()
  const light = pen.createLinearGradient(0, 0, width, height)
  light.addColorStop(0, 'rgba(255,255,255,0.25)')
  light.addColorStop(1, 'rgba(0,0,0,0.35)')
  pen.fillStyle = light
  pen.fillRect(0, 0, width, height)
  return photo.blurDots > 0 ? blurred(canvas, photo.blurDots) : canvas
}

/** Whole dots a module, so that the sticker itself is sharp. */
function codeOf(text: string): Canvas {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const dots = 8
  const canvas = createCanvas(modules.size * dots, modules.size * dots)
  const pen = canvas.getContext('2d')
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      pen.fillStyle = modules.get(row, column) === 0 ? '#fdfdf6' : '#101010'
      pen.fillRect(column * dots, row * dots, dots, dots)
    }
  }
  return canvas
}

function blurred(canvas: Canvas, blurDots: number): Canvas {
  const copy = createCanvas(canvas.width, canvas.height)
  const pen = copy.getContext('2d')
  pen.filter = `blur(${blurDots}px)`
  pen.drawImage(canvas, 0, 0)
  return copy
}

/** The photo as a film of one still picture, in the plain format that Chromium's camera for tests plays. */
export function asFilm(canvas: Canvas): Buffer {
  const { width, height } = canvas
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  const brightness = Buffer.alloc(width * height)
  for (let at = 0; at < brightness.length; at++) {
    const [red, green, blue] = [data[at * 4] ?? 0, data[at * 4 + 1] ?? 0, data[at * 4 + 2] ?? 0]
    brightness[at] = Math.round(16 + (66 * red + 129 * green + 25 * blue) / 256)
  }
  const grey = Buffer.alloc((width * height) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), brightness, grey])
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame])
}
