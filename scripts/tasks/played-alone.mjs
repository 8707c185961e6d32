// A test that fails among four hundred others on two busy processors may have met a real fault or only the crowd. It is
// played once more, alone and with the same seed: what a property has drawn is drawn again, so a found fault stays red.
// What is good then is counted as passed and named at the end of the run, to be mended (decision 0016).

/** Failures in more files than these are no bad luck. A file counts once: when its process dies, all that was left of it has not run. */
const MOST = 3

/**
 * @param {import('./counts.mjs').Counts} counts of the whole run
 * @param {(files: string[]) => Promise<import('./counts.mjs').Counts>} play plays these files once more
 * @returns {Promise<import('./counts.mjs').Counts & { unsteady: import('./counts.mjs').Wrong[] }>}
 */
export async function playedAlone(counts, play) {
  const files = [...new Set(counts.wrong.map((one) => one.file))]
  // A run that broke by itself is in `failed` and has no name: nothing to play again.
  const whole = counts.wrong.length === counts.failed && files.every((file) => file !== '')
  if (counts.failed === 0 || files.length > MOST || !whole) return { ...counts, unsteady: [] }
  console.log(`=== once more, alone: ${files.join(', ')}`)
  const again = await play(files)
  if (again.failed > 0 || again.passed === 0) return { ...counts, unsteady: [] }
  return { passed: counts.passed + counts.failed, failed: 0, wrong: [], unsteady: counts.wrong }
}
