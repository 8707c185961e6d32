import type { Log, LogFacts } from '#cloud/ports/log.ts'

const LEVELS = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LEVELS)[number]

/** Its kind, code and stack. A message of the database may quote a value, so of those only the code is written. */
function causeOf(cause: unknown): LogFacts {
  if (!(cause instanceof Error)) return { cause: typeof cause }
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : null
  const lines = (cause.stack ?? '').split('\n').slice(1, 8)
  const stack = lines.map((line) => line.trim()).join(' | ')
  return {
    cause: cause.name,
    ...(code === null ? {} : { code }),
    ...(code === null ? { said: cause.message } : {}),
    stack
  }
}

/** Lines of JSON, one each, for whatever collects them. `write` gets each with its line feed. */
export function jsonLog(least: LogLevel, write: (line: string) => void, nowMs: () => number): Log {
  const say = (level: LogLevel, event: string, facts: LogFacts = {}) => {
    if (LEVELS.indexOf(level) > LEVELS.indexOf(least)) return
    write(`${JSON.stringify({ at: new Date(nowMs()).toISOString(), level, event, ...facts })}\n`)
  }
  return {
    info: (event, facts) => say('info', event, facts),
    warn: (event, facts) => say('warn', event, facts),
    error: (event, cause, facts) => say('error', event, { ...facts, ...causeOf(cause) })
  }
}
