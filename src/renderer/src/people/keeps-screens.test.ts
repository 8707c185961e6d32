import { expect, test } from 'vitest'
import type { Role } from '#shared/people/role.ts'
import { keepsScreens } from './keeps-screens.ts'

const one = (role: Role, id = role as string) => ({ id, name: id, role })

test('screens stay for the same person and for who may see as much', () => {
  expect(keepsScreens(null, one('cashier'))).toBe(true)
  expect(keepsScreens(one('cashier'), one('cashier'))).toBe(true)
  expect(keepsScreens(one('cashier'), one('owner'))).toBe(true)
  expect(keepsScreens(one('cashier'), one('manager'))).toBe(true)
  expect(keepsScreens(one('owner'), one('manager'))).toBe(false)
  expect(keepsScreens(one('owner'), one('cashier'))).toBe(false)
  expect(keepsScreens(one('manager'), one('accountant'))).toBe(false)
  expect(keepsScreens(one('cashier', 'a'), one('cashier', 'b'))).toBe(false)
})
