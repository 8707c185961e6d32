import { startShell } from '#main/shell/start-shell.ts'
import { composeApp } from './compose.ts'

startShell({
  mainFolder: import.meta.dirname,
  compose(surroundings) {
    const app = composeApp({
      ...surroundings,
      drivesPrinters: true,
      workers: {
        render: new URL('./render-worker.js', import.meta.url),
        verify: new URL('./verify-worker.js', import.meta.url),
        report: new URL('./report-worker.js', import.meta.url),
        creditLists: new URL('./credit-list-worker.js', import.meta.url),
        payments: new URL('./payment-worker.js', import.meta.url),
        readCode: new URL('./code-worker.js', import.meta.url),
        table: new URL('./table-worker.js', import.meta.url),
        export: new URL('./export-worker.js', import.meta.url),
        backup: new URL('./backup-worker.js', import.meta.url),
        place: new URL('./place-worker.js', import.meta.url),
        snapshot: new URL('./snapshot-worker.js', import.meta.url)
      }
    })
    app.start()
    return app
  }
})
