import { type RefObject, useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'

export type PhotoCameraState = 'asking' | 'showing' | 'none' | 'taken'

/** Readable to the last letter of a paper, and a few hundred kilobytes. */
const QUALITY = 0.9

/** Shows the camera in a `video` and makes a JPEG of what it sees. Main opens the camera for this page only as long. */
export function usePhotoCamera(): {
  readonly video: RefObject<HTMLVideoElement | null>
  readonly state: PhotoCameraState
  readonly take: () => Promise<Uint8Array<ArrayBuffer> | null>
} {
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<PhotoCameraState>('asking')
  useEffect(() => {
    const ended = new AbortController()
    const stream = show(video, ended.signal, setState)
    return () => {
      ended.abort()
      void stream.then((opened) => {
        for (const track of opened?.getTracks() ?? []) track.stop()
        return call('payment.camera', { isOpen: false })
      })
    }
  }, [])
  const take = async () => (state === 'showing' && video.current !== null ? frameOf(video.current) : null)
  return { video, state, take }
}

async function show(
  video: RefObject<HTMLVideoElement | null>,
  ended: AbortSignal,
  say: (state: PhotoCameraState) => void
): Promise<MediaStream | null> {
  let stream: MediaStream | null = null
  try {
    await call('payment.camera', { isOpen: true })
    if (ended.aborted) return null
    stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1920 } }, audio: false })
    if (ended.aborted || video.current === null) return stream
    video.current.srcObject = stream
    await video.current.play()
    say('showing')
  } catch (problem) {
    const isMissing = problem instanceof DOMException && problem.name === 'NotFoundError'
    if (!ended.aborted) say(isMissing ? 'none' : 'taken')
  }
  return stream
}

async function frameOf(video: HTMLVideoElement): Promise<Uint8Array<ArrayBuffer> | null> {
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
  return blob === null ? null : new Uint8Array(await blob.arrayBuffer())
}
