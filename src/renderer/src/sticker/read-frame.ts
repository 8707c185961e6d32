/** Codes are looked for in a picture of this width: finer takes longer and finds no more. */
const WIDTH = 800

export type ReadFrame = (video: HTMLVideoElement) => string | null

/** Loads the reader of codes, which no other screen needs. It answers the text of the code in a frame, or null. */
export async function loadFrameReader(): Promise<ReadFrame> {
  const { default: jsQR } = await import('jsqr')
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  return (video) => {
    if (pen === null || video.videoWidth === 0) return null
    const scale = Math.min(1, WIDTH / video.videoWidth)
    canvas.width = Math.round(video.videoWidth * scale)
    canvas.height = Math.round(video.videoHeight * scale)
    pen.drawImage(video, 0, 0, canvas.width, canvas.height)
    const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height)
    const text = jsQR(data, width, height, { inversionAttempts: 'dontInvert' })?.data ?? ''
    return text === '' ? null : text
  }
}
