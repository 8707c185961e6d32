import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

// The oldest runtime the app is run on in tests: Electron 33 (Chromium 130, Node 20.18). Newer ones run the same code.
const mainTarget = 'node20.18'
const rendererTarget = 'chrome130'

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'"
].join('; ')

/** Built pages only: the development server needs an inline script and a web socket. */
const securityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend'
    }
  ]
}

// Only packages with native files stay outside the bundle (the `dependencies` of package.json, which electron-vite leaves alone).
// Everything else is bundled, which halves the time to the first line of the main script. The `#…` addresses need nothing here:
// Vite reads `imports` of package.json.
export default defineConfig({
  main: {
    // For Node this library declares a `require` of its own, and so does the line that electron-vite puts before a chunk. What is
    // used of it asks for no threads of its own.
    resolve: { alias: [{ find: /^fflate$/, replacement: 'fflate/browser' }] },
    build: {
      target: mainTarget,
      rolldownOptions: {
        // Each thread is a script of its own beside the main one.
        input: {
          index: 'src/main/index.ts',
          'render-worker': 'src/main/devices/printer/render-worker.ts',
          'verify-worker': 'src/main/db/verify-worker.ts',
          'report-worker': 'src/main/db/report-worker.ts',
          'credit-list-worker': 'src/main/compose/credit-list-worker.ts',
          'payment-worker': 'src/main/compose/payment-worker.ts',
          'code-worker': 'src/main/devices/scanner/code-worker.ts',
          'table-worker': 'src/main/files/table-worker.ts',
          'export-worker': 'src/main/compose/export-worker.ts',
          'backup-worker': 'src/main/compose/backup-worker.ts',
          'place-worker': 'src/main/compose/place-worker.ts',
          'snapshot-worker': 'src/main/compose/snapshot-worker.ts'
        }
      }
    }
  },
  preload: {
    build: {
      target: mainTarget,
      // A sandboxed preload script is one CommonJS file.
      externalizeDeps: false,
      rolldownOptions: {
        // One for each kind of window. They share no line of code: a shared part would be a second file, which a
        // sandboxed script cannot load.
        input: { index: 'src/preload/index.ts', customer: 'src/preload/customer.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    build: {
      target: rendererTarget,
      minify: true,
      // Fonts and pictures stay files, so that `font-src 'self'` is enough.
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: 'src/renderer/index.html', customer: 'src/renderer/customer.html' } }
    },
    plugins: [react(), securityPolicy]
  }
})
