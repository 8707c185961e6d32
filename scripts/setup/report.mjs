// What the setup says. Always on stderr, so that the output of a command such as `npm run cli -- balances --json` stays clean.

/** A problem with a known way out: the message is shown as it is, without a stack. */
export class SetupError extends Error {
  /**
   * @param {string} what what went wrong
   * @param {string} next what the person should do now
   */
  constructor(what, next) {
    super(`${what}\n  What to do: ${next}`)
    this.name = 'SetupError'
  }
}

export function say(message) {
  process.stderr.write(`[setup] ${message}\n`)
}

/**
 * Announces a step, shows that it is alive every few seconds, and says how long it took.
 * @template T
 * @param {string} title what is being done
 * @param {() => Promise<T>} work answers false when it failed in a way that is expected
 * @param {() => string} [progress] a few words on how far it is
 * @returns {Promise<T>}
 */
export async function step(title, work, progress) {
  const startedAt = performance.now()
  const seconds = () => ((performance.now() - startedAt) / 1000).toFixed(1)
  say(`${title} …`)
  const ticker = setInterval(() => {
    const far = progress?.()
    say(`  still working, ${Math.round(Number(seconds()))} s${far ? `, ${far}` : ''}`)
  }, 5000)
  try {
    const result = await work()
    say(`  ${result === false ? 'without success' : 'done'} after ${seconds()} s`)
    return result
  } finally {
    clearInterval(ticker)
  }
}
