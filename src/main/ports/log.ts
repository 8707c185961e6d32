/** Facts beside a log line. Codes, counts, durations: never a name, an amount, an address or a text that a person typed. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>

/**
 * Where the app notes what it did, for the person who has to find out later why something went wrong.
 * `event` is a fixed phrase of the code, such as `ledger opened`. No call ever throws.
 */
export interface Log {
  info(event: string, facts?: LogFacts): void
  warn(event: string, facts?: LogFacts): void
  /** `cause` is written with its kind, its code and its stack; what its message quotes is masked. */
  error(event: string, cause: unknown, facts?: LogFacts): void
}

/** For tests and for the command line, where nothing is to be kept. */
export const silentLog: Log = { info() {}, warn() {}, error() {} }
