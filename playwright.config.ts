import { defineConfig } from '@playwright/test'

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
