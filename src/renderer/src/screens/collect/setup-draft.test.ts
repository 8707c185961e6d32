import { expect, test } from 'vitest'
import { RULES_OFF } from '#shared/reminders/reminder-rules.ts'
import { defaultSettings } from '#shared/settings/settings.ts'
import { readSetup, setupDraft } from './setup-draft.ts'

const draft = setupDraft(defaultSettings(), RULES_OFF)

test('what is shown is read back as it was', () => {
  const { smsGateway, messageHours } = defaultSettings()
  expect(readSetup(draft)).toEqual({ settings: { smsGateway, messageHours }, rules: RULES_OFF })
})

test('times, days and prices are read as people write them, and a wrong field is named', () => {
  const read = readSetup({ ...draft, from: '9', to: '2030', price: '0.20', afterDays: '', isOn: 'yes' })
  expect(read).toMatchObject({
    settings: { messageHours: { from: 540, to: 1_230 }, smsGateway: { partPriceMinor: 20 } },
    rules: { isOn: true, afterDays: null }
  })
  expect(readSetup({ ...draft, from: '21:00', to: '9:00' })).toEqual({ fault: 'hours' })
  expect(readSetup({ ...draft, header: 'SHARMA SONS' })).toEqual({ fault: 'header' })
  expect(readSetup({ ...draft, entityId: 'abc' })).toEqual({ fault: 'entityId' })
  expect(readSetup({ ...draft, beforeDays: 'x' })).toEqual({ fault: 'days' })
  expect(readSetup({ ...draft, price: 'x' })).toEqual({ fault: 'price' })
})
