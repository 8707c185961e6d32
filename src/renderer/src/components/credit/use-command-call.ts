import { useRef, useState } from 'react'
import type { Failure, Result } from '#shared/kernel/result.ts'

/** Sends one command at a time, and keeps what it was refused for. */
export function useCommandCall() {
  const [failure, setFailure] = useState<Failure | null>(null)
  const isAsking = useRef(false)
  async function send<Value>(ask: () => Promise<Result<Value>>, onDone: (value: Value) => void): Promise<void> {
    if (isAsking.current) return
    isAsking.current = true
    const answer = await ask()
    isAsking.current = false
    if (answer.ok) onDone(answer.value)
    else setFailure(answer.failure)
  }
  return { failure, send, forget: () => setFailure(null) }
}
