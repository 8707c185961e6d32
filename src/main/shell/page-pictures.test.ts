import { expect, it } from 'vitest'
import { PICTURE_HEADERS, pictureIdOf } from './page-pictures.ts'

const ID = '0192f000-0000-7000-8000-000000000001'
const asked = (rest: string) => pictureIdOf(new URL(`app://counterbook/${rest}`))

it('finds the id of a picture in its address, and in no other', () => {
  expect(asked(`attachment/${ID}`)).toBe(ID)
  for (const rest of [
    '',
    'index.html',
    'attachment/',
    `attachment/${ID}/x`,
    `attachment/..%2f${ID}`,
    `x/attachment/${ID}`
  ])
    expect(asked(rest)).toBeNull()
})

it('lets a picture do nothing', () => {
  expect(PICTURE_HEADERS).toMatchObject({ 'x-content-type-options': 'nosniff' })
  expect(PICTURE_HEADERS['content-security-policy']).toContain("default-src 'none'")
})
