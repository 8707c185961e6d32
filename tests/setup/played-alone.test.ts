import { describe, expect, test } from 'vitest'
import { playedAlone } from '../../scripts/tasks/played-alone.mjs'

const wrong = (file: string) => ({ file, name: 'adds up', why: 'expected 1' })
const good = async (files: string[]) => ({ passed: files.length, failed: 0, wrong: [] })

describe('what failed in the whole run is played once more, alone', () => {
  test('good when alone: passed, and named', async () => {
    const played: string[][] = []
    const counts = await playedAlone(
      { passed: 7, failed: 2, wrong: [wrong('a.test.ts'), wrong('a.test.ts')] },
      async (files) => {
        played.push(files)
        return good(files)
      }
    )
    expect(played).toEqual([['a.test.ts']])
    expect(counts).toEqual({ passed: 9, failed: 0, wrong: [], unsteady: [wrong('a.test.ts'), wrong('a.test.ts')] })
  })

  test('a process that died takes the rest of its file along: one file, played once more', async () => {
    const rest = Array.from({ length: 21 }, () => wrong('a.test.ts'))
    const counts = await playedAlone({ passed: 7, failed: 21, wrong: rest }, async () => ({
      ...(await good([])),
      passed: 22
    }))
    expect(counts).toMatchObject({ passed: 28, failed: 0, unsteady: rest })
  })

  test('wrong again: it stays wrong', async () => {
    const first = { passed: 7, failed: 1, wrong: [wrong('a.test.ts')] }
    const again = async () => ({ passed: 3, failed: 1, wrong: [wrong('a.test.ts')] })
    expect(await playedAlone(first, again)).toEqual({ ...first, unsteady: [] })
  })

  test('nothing is played again when all is good, when much failed, or when what failed has no name', async () => {
    const never = () => Promise.reject(new Error('was played'))
    const many = { passed: 1, failed: 4, wrong: ['a', 'b', 'c', 'd'].map(wrong) }
    const nameless = { passed: 1, failed: 2, wrong: [wrong('a')] }
    const broken = { passed: 1, failed: 1, wrong: [wrong('')] }
    for (const counts of [{ passed: 9, failed: 0, wrong: [] }, many, nameless, broken])
      expect(await playedAlone(counts, never)).toEqual({ ...counts, unsteady: [] })
  })

  test('alone and without a test is no proof', async () => {
    const first = { passed: 7, failed: 1, wrong: [wrong('a.test.ts')] }
    expect(await playedAlone(first, async () => ({ passed: 0, failed: 0, wrong: [] }))).toMatchObject({ failed: 1 })
  })
})
