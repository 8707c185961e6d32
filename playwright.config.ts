import { defineConfig } from '@playwright/test'

/** The zone where it is just past noon. */
function zoneAtMidday(): string {
  const ahead = 12 - new Date().getUTCHours()
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

// A shop that is open. Between midnight and the hour at which its day ends the book is a day behind the wall, and a test that speaks of
// today would mean either. Chosen once, and handed to the processes of the tests and to the app.
process.env.COUNTERBOOK_TEST_ZONE ??= zoneAtMidday()
process.env.TZ = process.env.COUNTERBOOK_TEST_ZONE

// Both projects drive the built app in the real Electron, one window at a time: two would fight over keyboard focus.
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 5 * 60_000,
  expect: { timeout: 15_000 },
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'e2e', testMatch: '**/*.spec.ts' },
    { name: 'demo', testMatch: 'demo.ts' }
  ]
})
