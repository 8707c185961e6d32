import { defineConfig } from 'vitest/config'

const crossing = [
  'architecture',
  'contract',
  'fault',
  'golden',
  'locales',
  'migrations',
  'property',
  'setup',
  'simulation'
]

// One seed for all random tests of a run, said at its start, so that a failure can be played again:
// FAST_CHECK_SEED=123 npm test -- unit
const seed = process.env.FAST_CHECK_SEED ?? String(Date.now() % 2 ** 31)
// The configuration is read more than once; the seed is chosen and said only the first time.
if (process.env.FAST_CHECK_SEED_SAID !== seed) console.info(`random tests: FAST_CHECK_SEED=${seed}`)
process.env.FAST_CHECK_SEED = seed
process.env.FAST_CHECK_SEED_SAID = seed

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', `tests/{${crossing.join(',')}}/**/*.test.ts`],
    // Processes, not threads: tests kill, lock and fill files as separate programs do.
    pool: 'forks',
    env: { FAST_CHECK_SEED: seed },
    setupFiles: ['tests/architecture/seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000
  }
})
