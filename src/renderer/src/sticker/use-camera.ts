import { type RefObject, useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { loadFrameReader } from './read-frame.ts'

/** What is known of the camera: being asked, showing, there is none, or it is in other hands. */
export type CameraState = 'asking' | 'showing' | 'none' | 'taken'

/** Between two frames that are looked at: the page must stay quick under the hand. */
const PAUSE_MS = 120

/**
 * Shows the camera in a `video` while `isWanted`, and tells each text that it sees. Main opens the camera for this page
 * only as long.
 */
export function useCamera(
  isWanted: boolean,
  onText: (text: string) => void
): { readonly video: RefObject<HTMLVideoElement | null>; readonly state: CameraState } {
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<CameraState>('asking')
  const latest = useRef(onText)
  latest.current = onText
  useEffect(() => {
    if (!isWanted) return
    const ended = new AbortController()
    void watch(video, ended.signal, setState, (text) => latest.current(text))
    return () => ended.abort()
  }, [isWanted])
  return { video, state }
}

async function watch(
  video: RefObject<HTMLVideoElement | null>,
  ended: AbortSignal,
  say: (state: CameraState) => void,
  tell: (text: string) => void
): Promise<void> {
  let stream: MediaStream | null = null
  try {
    await call('payment.camera', { isOpen: true })
    if (ended.aborted) return
    stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: 1280 } }, audio: false })
    const readFrame = await loadFrameReader()
    const screen = video.current
    if (ended.aborted || screen === null) return
    screen.srcObject = stream
    await screen.play()
    say('showing')
    while (!ended.aborted) {
      const text = readFrame(screen)
      if (text !== null) tell(text)
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
  } catch (problem) {
    if (!ended.aborted) say(isMissing(problem) ? 'none' : 'taken')
  } finally {
    for (const track of stream?.getTracks() ?? []) track.stop()
    await call('payment.camera', { isOpen: false })
  }
}

const isMissing = (problem: unknown): boolean =>
  problem instanceof DOMException && ['NotFoundError', 'OverconstrainedError'].includes(problem.name)
