// `npm start`, `npm test` and the others: brings in what is missing on this machine, then does the work.
// Built-ins only, and nothing newer than Node 20: this file runs before anything is installed.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 11)) {
  console.error(
    `[setup] Node ${process.versions.node} is too old to begin with.\n  What to do: install Node 20.11 or newer (24 is best) from https://nodejs.org and run this again.`
  )
  process.exit(1)
}

const tasks = {
  setup: () => import('./tasks/setup.mjs'),
  start: () => import('./tasks/start.mjs'),
  test: () => import('./tasks/test.mjs'),
  demo: () => import('./tasks/demo.mjs'),
  bench: () => import('./tasks/bench.mjs'),
  cli: () => import('./tasks/cli.mjs'),
  cloud: () => import('./tasks/cloud.mjs'),
  'soak:sync': () => import('./tasks/soak-sync.mjs'),
  nightly: () => import('./tasks/nightly.mjs'),
  package: () => import('./tasks/package.mjs')
}

const [name = 'start', ...args] = process.argv.slice(2)
const load = Object.hasOwn(tasks, name) ? tasks[name] : undefined
if (!load) {
  console.error(`usage: node scripts/run.mjs ${Object.keys(tasks).join('|')} [arguments]`)
  process.exit(2)
}
try {
  const { run } = await load()
  process.exit(await run(args))
} catch (error) {
  // A SetupError already says what to do; anything else is a fault of these scripts and needs its stack.
  console.error(`[setup] ${error?.name === 'SetupError' ? error.message : (error?.stack ?? error)}`)
  process.exit(1)
}
