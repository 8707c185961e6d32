import { useText } from '#renderer/i18n/use-text.ts'
import { UPI_STATES, type UpiState } from '#shared/ledger/upi-state.ts'

/**
 * What is known of a payment, as a path of three steps. Each has its sign and its words; what is not known yet is never
 * drawn as if it were.
 */
export function PaymentSteps({ step }: { readonly step: UpiState }) {
  const t = useText()
  const reached = UPI_STATES.indexOf(step)
  return (
    <ol className="steps">
      {UPI_STATES.map((state, place) => {
        const look = place < reached ? 'is-past' : place === reached ? 'is-now' : 'is-ahead'
        return (
          <li key={state} className={`step ${look}`} aria-current={place === reached ? 'step' : undefined}>
            <StepSign state={state} isReached={place <= reached} />
            <span>{t(`customer:step.${state}`)}</span>
          </li>
        )
      })}
    </ol>
  )
}

/** An hourglass of dots, a tick, a tick in a full disc. */
export function StepSign({ state, isReached }: { readonly state: UpiState; readonly isReached: boolean }) {
  const isFull = isReached && state === 'proved'
  return (
    <svg className={`step-sign ${isFull ? 'is-full' : ''}`} viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="13.5" />
      {isReached && state === 'waiting' ? (
        <>
          <circle className="step-dot" cx="9.5" cy="16" r="1.9" />
          <circle className="step-dot" cx="16" cy="16" r="1.9" />
          <circle className="step-dot" cx="22.5" cy="16" r="1.9" />
        </>
      ) : null}
      {isReached && state !== 'waiting' ? <path d="M9.5 16.8l4.6 4.6 8.6-10" /> : null}
    </svg>
  )
}
