import { expect, test } from 'vitest'
import { type RemoteTrouble, RemoteTroubleError, type SyncRemote } from '#main/ports/sync-remote.ts'
import { namedByVersion } from './older-server.ts'

const speaking = (wireVersion: number | null): SyncRemote =>
  ({
    async info() {
      if (wireVersion === null) throw new RemoteTroubleError({ kind: 'silent' })
      return { wireVersion, minimumVersion: '', serverVersion: '', features: [], serverTime: 0 }
    }
  }) as Partial<SyncRemote> as SyncRemote

const said = (error: 'not-found' | 'bad-request' | 'gap'): RemoteTrouble => ({
  ...{ kind: 'said', status: 400, failure: { error, message: '' } }
})

test.each([
  ['a way that is not known', said('not-found'), 0, 'server-too-old'],
  ['a field that is not known', said('bad-request'), 0, 'server-too-old'],
  ['a page of something else', { kind: 'foreign' }, 0, 'server-too-old'],
  ['the same of a server of today', said('not-found'), 1, 'not-found'],
  ['a server that has no version', said('not-found'), null, 'not-found'],
  ['what only today is said', said('gap'), 0, 'gap']
] as const)('%s', async (_what, trouble, wireVersion, meant) => {
  const named = await namedByVersion(new RemoteTroubleError(trouble), speaking(wireVersion))
  expect(named).toMatchObject({ trouble: { failure: { error: meant } } })
})

test('what is no trouble of the line stays what it is', async () => {
  const error = new Error('something else')
  expect(await namedByVersion(error, speaking(0))).toBe(error)
})
