import { useEffect, useRef, useState } from 'react'
import { listen } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { groupWhole } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import { type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import { DAYS_OF_WAY, WAYS_OUT, type WayOut } from '#shared/exchange/ways-out.ts'
import { type Days, daysOf, monthBefore, SPANS, type Span } from './export-days.ts'
import { Result } from './Result.tsx'
import { useExport } from './use-export.ts'
import './exchange.css'

/** So many months a return may be late on this screen; the command line writes any. */
const MONTHS = 12

/** The ways out of the book: what, which days, where to; then a file that is whole, with what it holds. */
export function ExchangeScreen() {
  const t = useText()
  const failureText = useFailureText()
  const today = useLive('counter.summary', {}).value?.bookOn ?? null
  const [way, setWay] = useState<WayOut>('tally')
  const [span, setSpan] = useState<Span>('all')
  const [monthsBack, setMonthsBack] = useState(1)
  const desk = useExport()
  const box = useRef<HTMLDivElement>(null)
  // The first arrow key chooses what leaves.
  useEffect(() => box.current?.querySelector<HTMLElement>('[data-first-focus]')?.focus(), [])
  const progress = useProgress(desk.isWriting)
  const days = today === null ? null : daysFor(way, span, monthsBack, today)
  const write = () => {
    if (days !== null) void desk.write({ way, ...days })
  }
  useCommand('exchange.folder', () => void desk.chooseFolder(), !desk.isWriting)
  useCommand('exchange.write', write, !desk.isWriting && days !== null)
  useCommand('exchange.stop', () => void desk.stop(), desk.isWriting)
  useCommand('exchange.showFile', () => void desk.showFile(), desk.result !== null)

  const change =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      desk.forget()
      set(value)
    }
  const word: Word | null =
    desk.failure === null
      ? { tone: 'plain', text: desk.isWriting ? t('exchange:writing', progress) : '' }
      : { tone: 'bad', text: failureText(desk.failure) }
  return (
    <Page title={t('exchange:title')} about={t('exchange:about')} word={word}>
      <div ref={box} className="exchange">
        <FormWalk onDone={write} label={t('exchange:title')} className="exchange-wish">
          <Choice
            label={t('exchange:way.label')}
            options={WAYS_OUT.map((value) => ({ value, label: t(`exchange:way.${value}`) }))}
            value={way}
            onChange={change(setWay)}
            isFirstFocus
          />
          <DaysChoice
            {...{ way, span, monthsBack, today }}
            onSpan={change(setSpan)}
            onMonthsBack={change(setMonthsBack)}
          />
        </FormWalk>
        <section className="exchange-aside" aria-label={t(`exchange:way.${way}`)}>
          <h2>{t(`exchange:way.${way}`)}</h2>
          <p>{t(`exchange:what.${way}`)}</p>
          <dl className="fact-list">
            <div>
              <dt>{t('exchange:days')}</dt>
              <dd>{days === null ? '' : daysText(days, t('exchange:span.all'))}</dd>
            </div>
            <div>
              <dt>{t('exchange:folder')}</dt>
              <dd className="exchange-folder">{desk.folder?.folder ?? t('exchange:noFolder')}</dd>
            </div>
          </dl>
          <p className="exchange-buttons">
            <CommandButton command="exchange.folder" isDisabled={desk.isWriting} />
            {desk.isWriting ? (
              <CommandButton command="exchange.stop" />
            ) : (
              <CommandButton command="exchange.write" tone="main" />
            )}
          </p>
          {desk.result === null ? null : <Result result={desk.result} />}
        </section>
      </div>
    </Page>
  )
}

function DaysChoice(props: {
  readonly way: WayOut
  readonly span: Span
  readonly monthsBack: number
  readonly today: BookDate | null
  readonly onSpan: (span: Span) => void
  readonly onMonthsBack: (months: number) => void
}) {
  const t = useText()
  const { today } = props
  if (DAYS_OF_WAY[props.way] === 'all' || today === null) return null
  if (DAYS_OF_WAY[props.way] === 'any') {
    const spans = SPANS.map((value) => ({ value, label: t(`exchange:span.${value}`) }))
    return <Choice label={t('exchange:days')} options={spans} value={props.span} onChange={props.onSpan} />
  }
  const months = Array.from({ length: MONTHS }, (_, back) => ({
    value: String(back),
    label: monthText(monthBefore(today, back).fromOn)
  }))
  return (
    <Choice
      label={t('exchange:month')}
      options={months}
      value={String(props.monthsBack)}
      onChange={(value) => props.onMonthsBack(Number(value))}
    />
  )
}

function daysFor(way: WayOut, span: Span, monthsBack: number, today: BookDate): Days {
  if (DAYS_OF_WAY[way] === 'all') return daysOf('all', today)
  return DAYS_OF_WAY[way] === 'any' ? daysOf(span, today) : monthBefore(today, monthsBack)
}

const daysText = ({ fromOn, toOn }: Days, all: string): string =>
  fromOn === null || toOn === null ? all : `${formatBookDate(fromOn)} … ${formatBookDate(toOn)}`

/** `11-2026`: a month as dates are written here. */
const monthText = (first: BookDate): string => formatBookDate(first).slice(3)

function useProgress(isOn: boolean): { readonly done: string; readonly total: string } {
  const [progress, setProgress] = useState({ done: 0, total: 0 })
  useEffect(() => {
    if (!isOn) return
    setProgress({ done: 0, total: 0 })
    return listen('work.progress', (now) => now.work === 'export' && setProgress(now))
  }, [isOn])
  return { done: groupWhole(progress.done), total: groupWhole(progress.total) }
}
