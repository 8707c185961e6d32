import { addDays, type BookDate, bookDate } from './book-date.ts'

/** The wall clock as the shop sees it: an instant and the offset of its time zone at that instant. */
export interface WallTime {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly epochMs: number
  /** Minutes to add to UTC for the shop's local time (330 in India). */
  readonly offsetMinutes: number
}

export interface LocalTime {
  readonly date: BookDate
  readonly hour: number
  readonly minute: number
}

export function localTime(now: WallTime): LocalTime {
  const local = new Date(now.epochMs + now.offsetMinutes * 60_000)
  return {
    date: bookDate(local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate()),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes()
  }
}

/** The hour and the minute on the shop's wall, without the day. */
export function timeOfDay({ epochMs, offsetMinutes }: WallTime): { hour: number; minute: number } {
  const minutes = Math.floor(epochMs / 60_000) + offsetMinutes
  const ofDay = ((minutes % 1_440) + 1_440) % 1_440
  return { hour: Math.floor(ofDay / 60), minute: ofDay % 60 }
}

/** The time on the shop's wall, `HH:MM`. */
export function timeText(now: WallTime): string {
  const { hour, minute } = timeOfDay(now)
  return `${hour < 10 ? '0' : ''}${hour}:${minute < 10 ? '0' : ''}${minute}`
}

/**
 * The day of the book that the wall clock names. Work after midnight belongs to the day before until the rollover
 * hour (0 to 11; 4 by default): a bill at 01:30 is yesterday's.
 */
export function bookDateAt(now: WallTime, rolloverHour: number): BookDate {
  const { date, hour } = localTime(now)
  return hour < rolloverHour ? addDays(date, -1) : date
}

/**
 * The day that an entry made now belongs to: the clock's day, but never a day that has been closed. After the Z of a
 * day everything belongs to the next one, even when the clock has jumped backwards.
 */
export function currentBookDate(now: WallTime, rolloverHour: number, lastClosedOn: BookDate | null): BookDate {
  const byClock = bookDateAt(now, rolloverHour)
  return lastClosedOn !== null && byClock <= lastClosedOn ? addDays(lastClosedOn, 1) : byClock
}
