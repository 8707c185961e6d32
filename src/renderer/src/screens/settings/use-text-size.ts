import { useLayoutEffect, useRef } from 'react'
import { steppedSize } from './read-setting.ts'

/**
 * The size of the text, a step up or down at each key. A quick hand presses again before the first step is stored: each
 * press starts from what was asked for last, not from what is on the screen.
 */
export function useTextSize(stored: number, store: (textSize: number) => Promise<unknown>): (step: 1 | -1) => void {
  const wanted = useRef(stored)
  const waiting = useRef(0)
  useLayoutEffect(() => {
    if (waiting.current === 0) wanted.current = stored
  }, [stored])
  return (step) => {
    wanted.current = steppedSize(wanted.current, step)
    waiting.current += 1
    void store(wanted.current).finally(() => {
      waiting.current -= 1
    })
  }
}
