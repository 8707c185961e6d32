import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import type { CustomerView } from '#shared/customer-view/customer-view.ts'
import { customerLineOf } from './customer-line.ts'
import type { EntryLineState } from './use-entry-line.ts'
import type { FieldFocus } from './use-field-focus.ts'

/**
 * Tells main what the customer may follow of the line: at most once a picture, and nobody waits for an answer. Also turns
 * this screen to the customer, where he has none of his own.
 */
export function useCustomerScreen(line: EntryLineState, fields: FieldFocus) {
  const { draft } = line
  const { current } = fields
  const [turned, setTurned] = useState<CustomerView | null>(null)
  const told = useRef('unknown')
  const tell = useCallback(async (next: ReturnType<typeof customerLineOf>) => {
    const text = JSON.stringify(next)
    if (text === told.current) return
    told.current = text
    await call('customer.show', { draft: next })
  }, [])
  const isTurned = turned !== null
  useEffect(() => {
    const frame = requestAnimationFrame(() => void tell(customerLineOf(draft, current, isTurned)))
    return () => cancelAnimationFrame(frame)
  }, [draft, current, isTurned, tell])
  // Another shop, or no page at all: nobody is being served here any more.
  useEffect(() => () => void call('customer.show', { draft: null }), [])

  const turn = async () => {
    await tell(customerLineOf(draft, current, true))
    const view = await call('customer.look', {})
    if (!view.ok) return
    if (view.value.stage.name === 'due') return setTurned(view.value)
    void tell(customerLineOf(draft, current, false))
    line.say({ tone: 'warn', key: 'counter:notice.nothingToPay' })
  }
  return { turned, turn: () => void turn(), turnBack: () => setTurned(null) }
}
