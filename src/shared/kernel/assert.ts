/** A bug in our own code, never a user's mistake: those are coded failures (`result.ts`). */
export class AssertionError extends Error {
  override readonly name = 'AssertionError'
}

/** Stops at once when something that the code relies on is not so. */
export function assert(condition: unknown, what: string): asserts condition {
  if (!condition) throw new AssertionError(what)
}

/** Marks a branch that the types say cannot be reached. */
export function unreachable(value: never): never {
  throw new AssertionError(`unreachable: ${JSON.stringify(value)}`)
}
