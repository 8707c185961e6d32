import { closingRows, readFigures, readParties } from '#cloud/db/owner-reads.ts'
import { reportMail } from '#cloud/pages/report-mail.ts'
import { addDays, type BookDate, dayNumber, weekday } from '#shared/calendar/book-date.ts'
import { localTime, type WallTime } from '#shared/calendar/shop-clock.ts'
import type { Cloud } from './cloud.ts'
import { workIsNext } from './due-work.ts'
import { choiceOf, keepChoice, type OwnerChoice } from './owner-choice.ts'
import { onShopPage } from './shop-page.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS
const MONDAY = 1
const NOON = 12 * 60
/** A mail server that is down for a night is asked again every half hour. */
const AGAIN_MS = 30 * MINUTE_MS
const GIVE_UP_MS = 20 * 3_600_000

/** The next time after now at which the owner wants his mail, in milliseconds; null where he wants none. */
export function nextReport(choice: OwnerChoice, { epochMs, offsetMinutes }: WallTime): number | null {
  if (choice.mail_to === '') return null
  const today = localTime({ epochMs, offsetMinutes }).date
  for (let ahead = 0; ; ahead++) {
    const day = addDays(today, ahead)
    const at = dayNumber(day) * DAY_MS + (choice.mail_minute - offsetMinutes) * MINUTE_MS
    if (at > epochMs && (choice.mail_every === 'daily' || weekday(day) === MONDAY)) return at
  }
}

/** The days that a mail is about: in the morning up to yesterday, from noon on with today. */
export function reportDays(choice: OwnerChoice, today: BookDate): { readonly from: BookDate; readonly to: BookDate } {
  const to = choice.mail_minute < NOON ? addDays(today, -1) : today
  return { from: choice.mail_every === 'weekly' ? addDays(to, -6) : to, to }
}

/** Sends the mail of an account whose time has come, once a day at most, and says when the next is due. A failure is shown on the page. */
export async function sendReport(cloud: Cloud, accountId: string): Promise<void> {
  const { database, clock, mailer } = cloud
  const now = clock.nowMs()
  const found = await onShopPage(cloud, accountId, async (run, page) => {
    const choice = await choiceOf(run, accountId)
    const days = reportDays(choice, localTime({ epochMs: now, offsetMinutes: page.offsetMinutes }).date)
    const asked = { find: '', sort: 'amount', isWithSettled: false, page: 1 } as const
    const mail = reportMail({
      ...{ ...days, shop: page.shop, texts: page.texts, isWeek: choice.mail_every === 'weekly' },
      figures: await readFigures(run, accountId, days.from, days.to),
      closings: await closingRows(run, accountId, page.names, { from: days.from, day: days.to }),
      parties: await readParties(run, accountId, asked)
    })
    const wall = { epochMs: now, offsetMinutes: page.offsetMinutes }
    return { choice, days, mail, wall, isBuilding: page.shop.isBuilding }
  })
  const { choice, days, mail, wall, isBuilding } = found
  const next = nextReport(choice, wall)
  if (next === null || mailer === null) return workIsNext(database, 'report', accountId, null)
  if (choice.mailed_on === days.to) return workIsNext(database, 'report', accountId, next)
  // Figures of half a book are wrong ones.
  if (isBuilding) return workIsNext(database, 'report', accountId, now + MINUTE_MS)
  const error = await mailer.send({ ...mail, to: choice.mail_to }).then(
    () => null,
    (cause: unknown) => (cause instanceof Error ? cause.message : 'unknown').slice(0, 200)
  )
  await database.withAccount(accountId, (run) =>
    keepChoice(run, accountId, error === null ? { mailed_on: days.to, mail_error: null } : { mail_error: error })
  )
  if (error !== null) cloud.figures.add('counterbook_mails_failed_total')
  const isWorthAgain = error !== null && next - now > DAY_MS - GIVE_UP_MS
  return workIsNext(database, 'report', accountId, isWorthAgain ? Math.min(next, now + AGAIN_MS) : next)
}
