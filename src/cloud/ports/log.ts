/** Facts beside a line of the log: codes, counts, durations, ids. Never a name, an amount, an address or an op. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>

/** Where the server notes what it did. `event` is a fixed phrase of the code. No call throws. */
export interface Log {
  info(event: string, facts?: LogFacts): void
  warn(event: string, facts?: LogFacts): void
  error(event: string, cause: unknown, facts?: LogFacts): void
}

export const silentLog: Log = { info() {}, warn() {}, error() {} }
