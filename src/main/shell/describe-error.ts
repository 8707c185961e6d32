/** Where an error came from, for the log: its kind, its code, its message with what it quotes masked, and its stack. */
export interface ErrorDescription {
  readonly kind: string
  readonly code: string
  readonly message: string
  readonly stack: readonly string[]
}

const STACK_LENGTH = 12

/** Describes anything that was thrown. What a person typed, an amount or a folder's name never comes along. */
export function describeError(cause: unknown): ErrorDescription {
  if (!(cause instanceof Error)) return { kind: typeof cause, code: '', message: '', stack: [] }
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
  const frames = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    kind: cause.name,
    code,
    message: masked(cause.message),
    stack: frames.slice(0, STACK_LENGTH).map(shortFrame)
  }
}

/**
 * Messages of the engine quote what they stumbled over, which may be a name or an amount: whatever stands in quotes,
 * every digit, every path and everything outside plain English is replaced.
 */
function masked(message: string): string {
  return message
    .replace(/^Cannot convert .* to a /s, 'Cannot convert … to a ')
    .replace(/"[^"]*"?|'[^']*'|`[^`]*`?/gs, '…')
    .replace(/(?:[A-Za-z]:)?[\\/]\S+/g, '…')
    .replace(/[^\x20-\x7e…]+/g, '…')
    .replace(/\d+/g, '#')
    .slice(0, 300)
}

/** `at load (/home/ravi/app/out/main/index.js:10:5)` without the folders above the last two names. */
function shortFrame(line: string): string {
  return line.trim().replace(/(?:file:\/\/)?(?:[A-Za-z]:)?[\\/][^():]*?([^\\/():]+[\\/][^\\/():]+)(?=:\d)/g, '$1')
}
