import { formatPlain, parseAmount } from '#renderer/i18n/amounts.ts'
import { minor } from '#shared/money/money.ts'
import { zMessageHours } from '#shared/reminders/message-hours.ts'
import { type ReminderRules, zReminderRules } from '#shared/reminders/reminder-rules.ts'
import { zSmsGateway } from '#shared/reminders/sms-gateway.ts'
import type { ScreenSettingsChange, Settings } from '#shared/settings/settings.ts'

/** The form as it is typed. */
export interface SetupDraft {
  readonly provider: Settings['smsGateway']['provider']
  readonly region: Settings['smsGateway']['region']
  readonly header: string
  readonly entityId: string
  readonly account: string
  readonly price: string
  readonly key: string
  readonly from: string
  readonly to: string
  readonly isOn: 'yes' | 'no'
  readonly isOnDue: 'yes' | 'no'
  readonly beforeDays: string
  readonly afterDays: string
  readonly everyDays: string
  readonly mostAfter: string
}

const timeText = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

export function setupDraft({ smsGateway, messageHours }: Settings, rules: ReminderRules): SetupDraft {
  const { provider, region, header, entityId, account, partPriceMinor } = smsGateway
  return {
    ...{ provider, region, header, entityId, account, key: '' },
    price: partPriceMinor === 0 ? '' : formatPlain(minor(partPriceMinor)),
    ...{ from: timeText(messageHours.from), to: timeText(messageHours.to) },
    isOn: rules.isOn ? 'yes' : 'no',
    isOnDue: rules.isOnDue ? 'yes' : 'no',
    ...{ beforeDays: daysText(rules.beforeDays), afterDays: daysText(rules.afterDays) },
    ...{ everyDays: daysText(rules.everyDays), mostAfter: String(rules.mostAfter) }
  }
}

const daysText = (days: number | null) => (days === null ? '' : String(days))

export type SetupFault = 'header' | 'entityId' | 'account' | 'price' | 'hours' | 'days'

/** What the form says, or the field that cannot be read. */
export function readSetup(
  draft: SetupDraft
): { readonly settings: ScreenSettingsChange; readonly rules: ReminderRules } | { readonly fault: SetupFault } {
  const { provider, region, header, entityId, account } = draft
  const price = draft.price.trim() === '' ? 0 : priceOf(draft.price)
  if (price === null) return { fault: 'price' }
  const gateway = zSmsGateway.safeParse({
    ...{ provider, region, partPriceMinor: price },
    ...{ header: header.trim(), entityId: entityId.trim(), account: account.trim() }
  })
  if (!gateway.success) return { fault: faultOf(gateway.error.issues[0]?.path[0]) }
  const hours = zMessageHours.safeParse({ from: minutesOf(draft.from), to: minutesOf(draft.to) })
  if (!hours.success) return { fault: 'hours' }
  const rules = zReminderRules.safeParse({
    ...{ isOn: draft.isOn === 'yes', isOnDue: draft.isOnDue === 'yes', beforeDays: daysOf(draft.beforeDays) },
    ...{ afterDays: daysOf(draft.afterDays), everyDays: daysOf(draft.everyDays), mostAfter: Number(draft.mostAfter) }
  })
  if (!rules.success) return { fault: 'days' }
  return { settings: { smsGateway: gateway.data, messageHours: hours.data }, rules: rules.data }
}

const faultOf = (field: unknown): SetupFault =>
  field === 'header' || field === 'entityId' || field === 'account' ? field : 'price'

function priceOf(text: string): number | null {
  const read = parseAmount(text)
  return read.ok && read.value >= 0 ? read.value : null
}

/** `9`, `9:30`, `0930`: minutes of the day, or NaN. */
function minutesOf(text: string): number {
  const [, hour, minute = '0'] = /^(\d{1,2})(?:[:. ]?(\d{2}))?$/u.exec(text.trim()) ?? []
  if (hour === undefined || Number(minute) > 59) return Number.NaN
  return Number(hour) * 60 + Number(minute)
}

const daysOf = (text: string) => (text.trim() === '' ? null : Number(text))
