import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { Choice } from '#renderer/components/Choice.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import {
  LINE_DISPLAY_BAUD_RATES,
  type LineDisplayChange,
  type LineDisplayState
} from '#shared/contract/customer-endpoints.ts'
import { DISPLAY_DIALECTS } from '#shared/customer-view/display-lines.ts'
import type { Failure } from '#shared/kernel/result.ts'

const NONE = 'none'

/** A display of two lines: on which port, and how it wants to be spoken to. */
export function LineDisplayChoices({ onSaid }: { readonly onSaid: (word: Word) => void }) {
  const t = useText()
  const failureText = useFailureText()
  const ports = useLive('customer.ports', {}, [])
  const read = useLive('customer.line', {})
  const [changed, setChanged] = useState<LineDisplayState | null>(null)
  const state = changed ?? read.value
  if (state === null || ports.value === null) return null
  const { portToken, dialect, baudRate, isBehindPrinter } = state
  const choose = async (change: Partial<LineDisplayChange>) => {
    const answer = await call('customer.chooseLine', { portToken, dialect, baudRate, isBehindPrinter, ...change })
    if (answer.ok) setChanged(answer.value)
    else onSaid({ tone: 'bad', text: failureText(answer.failure) })
  }
  const known = ports.value.map((port) => ({ value: port.token, label: port.name }))
  const isKnown = portToken === '' || known.some((port) => port.value === portToken)
  const options = [
    { value: NONE, label: t('settings:line.none') },
    ...known,
    ...(isKnown ? [] : [{ value: portToken, label: t('settings:line.away', { port: state.portName }) }])
  ]
  return (
    <>
      <Choice
        label={t('settings:field.lineDisplay')}
        options={options}
        value={portToken === '' ? NONE : portToken}
        onChange={(value) => void choose({ portToken: value === NONE ? '' : value })}
      />
      {portToken === '' ? null : <HowItSpeaks state={state} onChange={(change) => void choose(change)} />}
      <p className="field-below" role="status">
        {state.failure === null ? t('settings:hint.lineDisplay') : failureText(state.failure as Failure)}
      </p>
    </>
  )
}

function HowItSpeaks(props: {
  readonly state: LineDisplayState
  readonly onChange: (change: Partial<LineDisplayChange>) => void
}) {
  const { state, onChange } = props
  const t = useText()
  const dialects = DISPLAY_DIALECTS.map((value) => ({ value, label: t(`settings:line.dialect.${value}`) }))
  const rates = LINE_DISPLAY_BAUD_RATES.map((rate) => ({ value: String(rate), label: String(rate) }))
  const places = [
    { value: 'own', label: t('settings:line.own') },
    { value: 'behind', label: t('settings:line.behind') }
  ] as const
  return (
    <>
      <Choice
        label={t('settings:line.speaks')}
        options={dialects}
        value={state.dialect}
        onChange={(dialect) => onChange({ dialect })}
      />
      <Choice
        label={t('settings:line.speed')}
        options={rates}
        value={String(state.baudRate)}
        onChange={(rate) => {
          const baudRate = LINE_DISPLAY_BAUD_RATES.find((one) => String(one) === rate)
          if (baudRate !== undefined) onChange({ baudRate })
        }}
      />
      <Choice
        label={t('settings:line.place')}
        options={places}
        value={state.isBehindPrinter ? 'behind' : 'own'}
        onChange={(place) => onChange({ isBehindPrinter: place === 'behind' })}
      />
    </>
  )
}
