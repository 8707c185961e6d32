import { useEffect, useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { Button, CommandButton } from '#renderer/components/Button.tsx'
import { useRestoreFile } from '#renderer/components/backup/use-restore-file.tsx'
import { JoinDialog } from '#renderer/components/cloud/JoinDialog.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { SwitchShop } from '#renderer/frame/SwitchShop.tsx'
import { parseAmount, showCurrency } from '#renderer/i18n/amounts.ts'
import { showLanguage } from '#renderer/i18n/i18n.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { type Sticker, StickerDialog } from '#renderer/sticker/StickerDialog.tsx'
import type { Failure, Result } from '#shared/kernel/result.ts'
import { COUNTRIES } from '#shared/money/country.ts'
import { parseUpiAddress } from '#shared/payment-qr/upi-address.ts'
import './first-run.css'
import { countryOf, isState, suggestedLanguage } from '#renderer/shop/places.ts'
import { type Answers, type Step, stepAfter, stepBefore, stepOfField, stepsIn } from './first-run-steps.ts'
import { StepQuestion } from './StepQuestion.tsx'

export function FirstRunSteps() {
  const t = useText()
  const failureText = useFailureText()
  const { app, isStartingShop, reload, startShop } = useShop()
  const [id] = useState(() => v7())
  const [step, setStep] = useState<Step>('state')
  const [typed, setTyped] = useState<Partial<Answers>>({})
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isScanning, setScanning] = useState(false)
  const [sticker, setSticker] = useState<Sticker | null>(null)
  const [isChoosing, setIsChoosing] = useState(false)
  const [isWorking, setIsWorking] = useState(false)
  const [isJoining, setJoining] = useState(false)

  const state = typed.state ?? (app.systemLanguage === 'hi' ? '09' : '27')
  const steps = stepsIn(state)
  const country = countryOf(state)
  // What is typed is read in the money of the new shop.
  useEffect(() => showCurrency(COUNTRIES[country].currency), [country])
  const answers: Answers = {
    state,
    language: typed.language ?? (typed.state === undefined ? app.systemLanguage : suggestedLanguage(typed.state)),
    shopName: typed.shopName ?? t('first-run:default.shopName'),
    shopPlace: typed.shopPlace ?? '',
    trade: typed.trade ?? 'grocery',
    upiAddress: typed.upiAddress ?? '',
    openingCash: typed.openingCash ?? '0',
    personName: typed.personName ?? t('first-run:default.personName')
  }
  const answer = <Name extends Step>(name: Name, value: Answers[Name]) => {
    setFailure(null)
    setTyped((now) => ({ ...now, [name]: value }))
    if (name === 'language') void showLanguage(value as Answers['language'])
  }
  const goTo = (next: Step) => {
    setFailure(null)
    setStep(next)
  }
  const openWith = async (ask: () => Promise<Result<unknown>>) => {
    if (isWorking) return
    setIsWorking(true)
    const opened = await ask()
    setIsWorking(false)
    if (!opened.ok) {
      setStep((now) => stepOfField(opened.failure.field) ?? now)
      return setFailure(opened.failure)
    }
    if (opened.value !== null) await reload()
  }
  const create = (from: Answers) => {
    const cash = parseAmount(from.openingCash.trim() === '' ? '0' : from.openingCash)
    if (!cash.ok) {
      goTo('openingCash')
      return setFailure(cash.failure)
    }
    const request = {
      id,
      language: from.language,
      shopName: from.shopName.trim() || t('first-run:default.shopName'),
      shopPlace: from.shopPlace.trim(),
      country,
      shopState: isState(from.state) ? from.state : '',
      trade: from.trade,
      upiAddress: isState(from.state) ? from.upiAddress.trim() : '',
      // What the sticker says beside the address holds for that address only.
      ...(isState(from.state) && sticker?.upiAddress === from.upiAddress.trim()
        ? { paymentQr: sticker.paymentQr }
        : {}),
      openingCashMinor: cash.value,
      personName: from.personName.trim()
    }
    void openWith(() => call('shop.create', request))
  }
  const next = () => {
    const stopped = failureAt(step, answers)
    if (stopped !== null) return setFailure(stopped)
    if (step === 'state' && typed.language === undefined) void showLanguage(answers.language)
    const after = stepAfter(step, steps)
    if (after === null) create(answers)
    else goTo(after)
  }
  const take = (read: Sticker) => {
    setScanning(false)
    setSticker(read)
    answer('upiAddress', read.upiAddress)
  }
  const leave = () => {
    if (app.ledger !== null) showCurrency(app.ledger.currency)
    startShop(false)
  }
  const before = stepBefore(step, steps)
  useCommand('first-run.accept', next)
  useCommand('first-run.back', () => (before === null ? leave() : goTo(before)), before !== null || isStartingShop)
  useCommand('first-run.skipAll', () => create(answers))
  useCommand('first-run.sample', () => void openWith(() => call('shop.trySample', { language: answers.language })))
  useCommand('first-run.openFile', () => void openWith(() => call('shop.openFile', {})))
  const restoring = useRestoreFile({ onRestored: () => void reload(), onFailure: setFailure })
  useCommand('first-run.restore', () => void restoring.choose())
  useCommand('first-run.readSticker', () => setScanning(true), step === 'upiAddress')
  useCommand('first-run.join', () => setJoining(true))
  useCommand('first-run.shops', () => setIsChoosing(true), app.shopCount > 0)

  return (
    <main className="first-run">
      <header className="first-run-head">
        <h1>{t('first-run:title')}</h1>
        <span className="first-run-progress number">
          {t('first-run:progress', { step: steps.indexOf(step) + 1, count: steps.length })}
        </span>
      </header>
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <StepQuestion key={step} step={step} answers={answers} onAnswer={answer} onDone={next} failure={failure} />
      <footer className="first-run-foot">
        <Button onPress={next} chord="Enter" tone="main">
          {t('commands:first-run.accept')}
        </Button>
        <CommandButton command={step === 'upiAddress' ? 'first-run.readSticker' : 'first-run.sample'} />
        <span className="first-run-skip">{t('first-run:skip')}</span>
      </footer>
      {restoring.dialog}
      {isScanning ? <StickerDialog onTake={take} onClose={() => setScanning(false)} /> : null}
      {isJoining ? <JoinDialog onClose={() => setJoining(false)} /> : null}
      {isChoosing ? <SwitchShop onClose={() => setIsChoosing(false)} /> : null}
    </main>
  )
}

/** What stops an answer here and now; the rest is for main to say. */
function failureAt(step: Step, answers: Answers): Failure | null {
  const read: Result<unknown> | null =
    step === 'upiAddress' && answers.upiAddress.trim() !== ''
      ? parseUpiAddress(answers.upiAddress)
      : step === 'openingCash' && answers.openingCash.trim() !== ''
        ? parseAmount(answers.openingCash)
        : null
  return read === null || read.ok ? null : read.failure
}
