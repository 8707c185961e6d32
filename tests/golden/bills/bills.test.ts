import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { told, workExample, workReturns, zExample, zReturnExample } from './bill-example.ts'

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(import.meta.dirname, file), 'utf8'))

/** Figures that others have published, copied by hand. */
const published = z.array(zExample).parse(read('published.json'))
/** Figures of `work-examples.py`, which knows nothing of this app. */
const worked = z.array(zExample).parse(read('worked.json'))
const returned = z.array(zReturnExample).parse(read('returned.json'))

test('there are enough examples, each with a name of its own', () => {
  const names = [...published, ...worked, ...returned].map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBeGreaterThanOrEqual(60)
})

describe('a published bill', () => {
  test.each(published)('$name', (example) => {
    expect(told(workExample(example).bill, example.expected)).toEqual(example.expected)
  })
})

describe('a bill worked out by hand', () => {
  test.each(worked)('$name', (example) => {
    expect(told(workExample(example).bill, example.expected)).toEqual(example.expected)
  })
})

describe('what comes back of a bill', () => {
  test.each(returned)('$name', (example) => {
    const steps = workReturns(example)
    expect(steps.map((bill, step) => told(bill, example.expected[step] ?? {}))).toEqual(example.expected)
  })
})
