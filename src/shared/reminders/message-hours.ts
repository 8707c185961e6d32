import { z } from 'zod'
import { timeOfDay, type WallTime } from '#shared/calendar/shop-clock.ts'

const zMinuteOfDay = z.int().min(0).max(1_440)

/** When messages may go by themselves: minutes of the shop's day, `from` inclusive, `to` exclusive. */
export const zMessageHours = z
  .strictObject({ from: zMinuteOfDay, to: zMinuteOfDay })
  .refine((hours) => hours.from < hours.to)
export type MessageHours = z.infer<typeof zMessageHours>

export const USUAL_HOURS: MessageHours = { from: 9 * 60, to: 20 * 60 }
/** What the rules of the telecom authority leave to promotional messages. */
export const PROMOTIONAL_HOURS: MessageHours = { from: 10 * 60, to: 21 * 60 }

/** The hours that a message may go in: the shop's own, and for a promotional one the law's as well. They may be empty. */
export function hoursFor(shop: MessageHours, isPromotional: boolean): MessageHours {
  if (!isPromotional) return shop
  return { from: Math.max(shop.from, PROMOTIONAL_HOURS.from), to: Math.min(shop.to, PROMOTIONAL_HOURS.to) }
}

/** Milliseconds until a message may go: 0 now, null never (the hours have no minute in common). */
export function waitUntilAllowed(now: WallTime, hours: MessageHours): number | null {
  if (hours.from >= hours.to) return null
  const { hour, minute } = timeOfDay(now)
  const minutes = hour * 60 + minute
  if (minutes >= hours.from && minutes < hours.to) return 0
  const ahead = (hours.from - minutes + 1_440) % 1_440
  const intoMinute = (now.epochMs + now.offsetMinutes * 60_000) % 60_000
  return ahead * 60_000 - intoMinute
}
