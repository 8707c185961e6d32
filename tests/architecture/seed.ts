// All random tests of a run start from the seed that vitest.config.ts has chosen and printed.
import fc from 'fast-check'

const seed = Number.parseInt(process.env.FAST_CHECK_SEED ?? '', 10)
if (Number.isSafeInteger(seed)) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed })
