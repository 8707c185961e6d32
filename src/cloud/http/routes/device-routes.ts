import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { readAudit, writeAudit } from '#cloud/app/audit.ts'
import type { Cloud } from '#cloud/app/cloud.ts'
import { accountLocked, bringBackDevice, codesOf, leaseCode, MOST_CODES } from '#cloud/app/enrol.ts'
import { addOwner, readAddress } from '#cloud/app/owner-login.ts'
import { endSessionsOf } from '#cloud/app/owner-session.ts'
import { quotaState } from '#cloud/app/quota.ts'
import { revokeDevice } from '#cloud/app/revoke.ts'
import { WireRefusal } from '#cloud/app/wire-refusal.ts'
import { devicesOf, SERVER_DEVICE_NO } from '#cloud/db/stores/account-store.ts'
import { activeCaller, actorOf } from '#cloud/http/actor.ts'
import { cleanCode, cleanText } from '#cloud/http/clean-text.ts'
import { bodyOf } from '#cloud/http/read-bodies.ts'
import { zAuditQuery, zOwner } from '#shared/sync/door-wire.ts'
import { REVOKE_MODES, zDeviceBack, zDeviceNo, zLease } from '#shared/sync/wire.ts'

const zRevoke = z.object({ mode: z.enum(REVOKE_MODES) })
const zNumbered = z.object({ no: z.coerce.number().pipe(zDeviceNo) })

/** The counters of a shop, what they may, and who did what. */
export function deviceRoutes(app: FastifyInstance, cloud: Cloud): void {
  listRoutes(app, cloud)
  changeRoutes(app, cloud)
}

function listRoutes(app: FastifyInstance, cloud: Cloud): void {
  const { database, clock, settings } = cloud

  app.get('/v1/devices', async (request) => {
    const { accountId } = await actorOf(cloud, request)
    const rows = await database.withAccount(accountId, (transaction) => devicesOf(transaction, accountId))
    const counters = rows.filter((row) => row.device_no !== SERVER_DEVICE_NO)
    const devices = counters.map((row) => ({
      deviceNo: row.device_no,
      counterName: row.counter_name,
      counterCode: row.counter_code,
      deviceKey: row.sign_key,
      state: row.state,
      lastSeenAt: row.last_seen_at?.getTime() ?? null,
      have: row.last_dev_seq,
      pulledSeq: row.pulled_seq,
      appVersion: row.app_version
    }))
    return { devices }
  })

  app.get('/v1/audit', async (request) => {
    const { accountId } = await actorOf(cloud, request)
    const asked = zAuditQuery.parse(request.query)
    return database.withAccount(accountId, (transaction) => readAudit(transaction, accountId, asked))
  })

  app.get('/v1/usage', async (request) => {
    const { accountId } = await actorOf(cloud, request)
    const { bytes_used: bytesUsed, over_quota_at } = await database.withAccount(accountId, (transaction) =>
      transaction
        .selectFrom('account')
        .select(['bytes_used', 'over_quota_at'])
        .where('account_id', '=', accountId)
        .executeTakeFirstOrThrow()
    )
    const usage = { bytesUsed, quotaBytes: settings.quotaBytes, overSince: over_quota_at?.getTime() ?? null }
    const standing = quotaState(usage, clock.nowMs())
    const graceEndsAt = standing.state === 'grace' ? standing.endsAt : null
    return { bytesUsed, quotaBytes: usage.quotaBytes, state: standing.state, graceEndsAt }
  })
}

function changeRoutes(app: FastifyInstance, cloud: Cloud): void {
  const { database, clock } = cloud

  app.delete('/v1/devices/:no', async (request, reply) => {
    const { accountId, deviceNo: by } = await actorOf(cloud, request)
    const revocation = {
      accountId,
      by,
      deviceNo: zNumbered.parse(request.params).no,
      mode: zRevoke.parse(request.query).mode
    }
    await database.withAccount(accountId, (transaction) => revokeDevice(transaction, revocation, clock.nowMs()))
    // Whoever has the lost counter may have opened the owner's page from it.
    if (revocation.mode === 'lost') await endSessionsOf(database.directory, accountId)
    return reply.code(204).send()
  })

  app.post('/v1/devices', async (request, reply) => {
    const { accountId, deviceNo: by } = await activeCaller(cloud, request)
    const asked = bodyOf(zDeviceBack, request)
    const device = {
      ...{ accountId, deviceNo: asked.deviceNo, deviceKey: asked.deviceKey, appVersion: '' },
      ...{ counterName: cleanText(asked.counterName), wantedCode: cleanCode(asked.counterCode) }
    }
    const isOut = asked.state !== 'active'
    await database.withAccount(accountId, async (transaction) => {
      await bringBackDevice(transaction, { ...device, isOut }, by, clock.nowMs())
      if (!isOut) return
      const mode = asked.state === 'lost' ? 'lost' : 'retire'
      await revokeDevice(transaction, { accountId, by, deviceNo: asked.deviceNo, mode }, clock.nowMs())
    })
    return reply.code(204).send()
  })

  app.post('/v1/series/lease', async (request) => {
    const { accountId, deviceNo } = await activeCaller(cloud, request)
    const code = cleanCode(bodyOf(zLease, request).wantedCode)
    const now = clock.nowMs()
    await database.withAccount(accountId, async (transaction) => {
      await accountLocked(transaction, accountId)
      const held = await codesOf(transaction, accountId, deviceNo)
      if (held.includes(code)) return
      if (held.length >= MOST_CODES) throw new WireRefusal('quota', {}, 'A counter holds at most five codes.')
      if (!(await leaseCode(transaction, { accountId, deviceNo, code }, now))) throw new WireRefusal('taken')
      await writeAudit(transaction, { accountId, deviceNo, event: 'series.lease', details: { code } }, now)
    })
    return { counterCode: code }
  })

  app.put('/v1/owner', async (request, reply) => {
    const { accountId, deviceNo } = await activeCaller(cloud, request)
    const address = readAddress(bodyOf(zOwner, request).address)
    if (address === null) throw new WireRefusal('bad-request')
    const now = clock.nowMs()
    await addOwner(database.directory, { address, accountId }, now)
    await database.withAccount(accountId, (transaction) =>
      writeAudit(transaction, { accountId, deviceNo, event: 'owner.add', details: { address } }, now)
    )
    return reply.code(204).send()
  })
}
