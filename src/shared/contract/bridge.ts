import type { Failure } from '#shared/kernel/result.ts'
import type { Channel, EventName, LongChannel } from './channels.ts'
import type { EventPayload, Input, Output } from './contract.ts'

/** What every call of the bridge answers: the value, or a coded failure. A call never rejects. */
export type Answer<Name extends Channel> =
  | { readonly ok: true; readonly value: Output<Name> }
  | { readonly ok: false; readonly failure: Failure }

/** One method of the bridge. An endpoint whose input may be empty is called without one. */
export type Call<Name extends Channel> =
  Record<string, never> extends Input<Name>
    ? (input?: Input<Name>) => Promise<OnTheWire<Name>>
    : (input: Input<Name>) => Promise<OnTheWire<Name>>

/** A long answer is JSON text on its way to the page; a failure of the wire itself never is. */
export type OnTheWire<Name extends Channel> = Name extends LongChannel ? Answer<Name> | string : Answer<Name>

type Group = Channel extends `${infer Name}.${string}` ? Name : never

/**
 * `window.counterbook`: one method for each channel (`entry.record` is `counterbook.entry.record(input)`) and `on`
 * for what main tells by itself. Deeply frozen, and all that a page has of the outside world.
 */
export type Bridge = {
  readonly [Name in Group]: {
    readonly [Full in Channel as Full extends `${Name}.${infer Verb}` ? Verb : never]: Call<Full>
  }
} & {
  /** Hears an event until the function that it answers is called. */
  readonly on: <Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void) => () => void
}

/** The name under which the preload hangs the bridge into the page's window. */
export const BRIDGE_NAME = 'counterbook'

/** The names on the wire between preload and main. */
export const callAddress = (channel: string): string => `call:${channel}`
export const eventAddress = (name: string): string => `event:${name}`
