import { expect, test } from 'vitest'
import { reportProof } from '#tests/support/proof-report.ts'
import { ShopYear } from './shop-year.ts'

/** `npm run nightly` asks for a year. */
const DAYS = Number(process.env.YEAR_DAYS ?? 25)
const SEED = Number(process.env.FAST_CHECK_SEED)
const LOOKED_EVERY_DAYS = 30

test(
  `${DAYS} days of a shop with several cashiers (seed ${SEED}): the book says what was reckoned, and proves itself`,
  async () => {
    const year = await ShopYear.open(SEED)
    try {
      for (let day = 0; day < DAYS; day++) {
        await year.work(day)
        if (day % LOOKED_EVERY_DAYS === LOOKED_EVERY_DAYS - 1) await year.lookAtAll()
      }
      await year.lookAtAll()
    } finally {
      await year.close()
    }
    expect(year.counts).toMatchObject({ days: DAYS })
    expect(year.counts.entries).toBeGreaterThan(DAYS)
    reportProof({ part: 'year', seed: SEED, counts: { ...year.counts } })
  },
  60_000 + DAYS * 20_000
)
