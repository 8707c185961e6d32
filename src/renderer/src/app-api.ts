import type { Channel, EventName } from '#shared/contract/channels.ts'
import type { EventPayload, Input, Output } from '#shared/contract/contract.ts'
import { fail, type Result } from '#shared/kernel/result.ts'

/** `party.search` is `window.counterbook.party.search(input)`; every answer is a value or a coded failure. */
type Method = (input: unknown) => Promise<Result<unknown> | string>
type Bridge = Readonly<Record<string, Readonly<Record<string, Method | undefined>> | undefined>> & {
  readonly on: (event: EventName, heard: (payload: unknown) => void) => () => void
}

declare global {
  interface Window {
    readonly counterbook: Bridge
  }
}

/**
 * Asks main. Never throws: an expected failure comes back as its code, and a bridge that breaks comes back as
 * `app/unexpected`, so that no screen is left without an answer.
 */
export async function call<Name extends Channel>(channel: Name, input: Input<Name>): Promise<Result<Output<Name>>> {
  const [group = '', method = ''] = channel.split('.')
  try {
    const ask = window.counterbook[group]?.[method]
    if (ask === undefined) return fail('input/unknown-channel', { channel })
    // Main has checked the answer against the contract; the two sides are typed by the same map.
    const answer = await ask(input)
    return (typeof answer === 'string' ? JSON.parse(answer) : answer) as Result<Output<Name>>
  } catch (problem) {
    return fail('app/unexpected', { detail: problem instanceof Error ? problem.message : String(problem) })
  }
}

/** Hears what main tells without being asked. Returns the function that stops listening. */
export function listen<Name extends EventName>(event: Name, heard: (payload: EventPayload<Name>) => void): () => void {
  return window.counterbook.on(event, (payload) => heard(payload as EventPayload<Name>))
}
