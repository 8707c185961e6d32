import { useCallback, useEffect, useRef, useState } from 'react'
import { call, listen } from '#renderer/app-api.ts'
import type { Channel, EventName } from '#shared/contract/channels.ts'
import type { Input, Output } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { toldTogether } from './told-together.ts'

export interface Live<Value> {
  /** The newest answer; it stays on the screen while the next one is read. */
  readonly value: Value | null
  readonly failure: Failure | null
  readonly readAgain: () => void
}

/**
 * Reads a query and reads it again when its input changes or one of the events is heard. Only the answer to the newest
 * question is shown. `input` null asks nothing.
 */
export function useLive<Name extends Channel>(
  channel: Name,
  input: Input<Name> | null,
  events: readonly EventName[] = ['ledger.changed']
): Live<Output<Name>> {
  const [answer, setAnswer] = useState<{ value: Output<Name> | null; failure: Failure | null }>({
    value: null,
    failure: null
  })
  const asked = useRef(0)
  const question = input === null ? null : JSON.stringify(input)
  const eventNames = events.join(' ')
  const readAgain = useCallback(async () => {
    asked.current += 1
    const mine = asked.current
    if (question === null) return
    const read = await call(channel, JSON.parse(question) as Input<Name>)
    if (mine !== asked.current) return
    if (read.ok) setAnswer({ value: read.value, failure: null })
    else setAnswer((before) => ({ value: before.value, failure: read.failure }))
  }, [channel, question])
  useEffect(() => {
    void readAgain()
    const news = toldTogether(() => void readAgain())
    const stops = eventNames
      .split(' ')
      .filter((name) => name !== '')
      .map((name) => listen(name as EventName, name === 'ledger.changed' ? news.tellNow : news.tell))
    return () => {
      asked.current += 1
      news.stop()
      for (const stop of stops) stop()
    }
  }, [readAgain, eventNames])
  return { ...answer, readAgain: () => void readAgain() }
}
