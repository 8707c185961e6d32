import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Cloud } from '#cloud/app/cloud.ts'
import { tokenFor } from '#cloud/app/device-login.ts'
import { mintChallenge } from '#cloud/app/device-token.ts'
import { isSignedBy } from '#cloud/app/ed25519.ts'
import type { EnrolledDevice } from '#cloud/app/enrol.ts'
import { foundAccount } from '#cloud/app/found-account.ts'
import { type Approver, findPairing, letIn, pairingTools } from '#cloud/app/let-in.ts'
import { readAddress } from '#cloud/app/owner-login.ts'
import { pairingState, startPairing } from '#cloud/app/pairing.ts'
import { reincarnate } from '#cloud/app/reincarnate.ts'
import { WireRefusal } from '#cloud/app/wire-refusal.ts'
import { actorOf } from '#cloud/http/actor.ts'
import { cleanCode, cleanText } from '#cloud/http/clean-text.ts'
import { callerOf } from '#cloud/http/device-request.ts'
import { placeOf } from '#cloud/http/place.ts'
import { bodyOf } from '#cloud/http/read-bodies.ts'
import { enrolText } from '#shared/sync/chain.ts'
import {
  zChallengeAsk,
  zFound,
  zPairApprove,
  zPairLook,
  zPairStart,
  zReincarnate,
  zTokenAsk
} from '#shared/sync/wire.ts'

/** Whoever enrols a key shows that he holds it. */
function needProof(what: Parameters<typeof enrolText>[0], key: string, code: string, signature: string): void {
  if (!isSignedBy(key, enrolText(what, key, code), signature)) throw new WireRefusal('bad-signature')
}

const enrolledAnswer = ({ serverKey }: Cloud, accountId: string, { deviceNo, epoch, counterCode }: EnrolledDevice) => ({
  accountId,
  deviceNo,
  epoch,
  counterCode,
  serverKey: serverKey.publicKey
})

/** How counters come to the account: founding it, pairing, tokens, going on as a new device. */
export function enrolRoutes(app: FastifyInstance, cloud: Cloud): void {
  foundRoutes(app, cloud)
  pairRoutes(app, cloud)
  tokenRoutes(app, cloud)
}

function foundRoutes(app: FastifyInstance, cloud: Cloud): void {
  app.post('/v1/accounts', async (request) => {
    const asked = bodyOf(zFound, request)
    needProof('found', asked.deviceKey, asked.counterCode, asked.signature)
    const owner = asked.owner === '' ? null : readAddress(asked.owner)
    const shopName = cleanText(asked.shopName)
    if (shopName === '' || (asked.owner !== '' && owner === null)) throw new WireRefusal('bad-request')
    const founding = {
      shopName,
      owner,
      deviceKey: asked.deviceKey,
      counterName: cleanText(asked.counterName),
      wantedCode: cleanCode(asked.counterCode),
      appVersion: cleanText(asked.appVersion)
    }
    const enrolled = await foundAccount(cloud, founding, placeOf(request.ip))
    return enrolledAnswer(cloud, enrolled.accountId, enrolled)
  })

  app.post('/v1/reincarnate', async (request) => {
    const { accountId, deviceNo } = callerOf(cloud, request)
    const { deviceKey, wantedCode, signature } = bodyOf(zReincarnate, request)
    needProof('reincarnate', deviceKey, wantedCode, signature)
    const renewal = { accountId, deviceNo, deviceKey, wantedCode: cleanCode(wantedCode) }
    return enrolledAnswer(cloud, accountId, await reincarnate(cloud, renewal))
  })
}

async function approverOf(cloud: Cloud, request: FastifyRequest): Promise<Approver> {
  return { ...(await actorOf(cloud, request)), place: placeOf(request.ip) }
}

function pairRoutes(app: FastifyInstance, cloud: Cloud): void {
  const tools = pairingTools(cloud)

  app.post('/v1/pair/start', async (request) => {
    const asked = bodyOf(zPairStart, request)
    needProof('pair', asked.deviceKey, asked.wantedCode, asked.signature)
    const ask = {
      deviceKey: asked.deviceKey,
      counterName: cleanText(asked.counterName),
      wantedCode: cleanCode(asked.wantedCode),
      appVersion: cleanText(asked.appVersion)
    }
    return startPairing(tools, ask, placeOf(request.ip))
  })

  app.post('/v1/pair/look', async (request) => {
    const by = await approverOf(cloud, request)
    const { pairId, counterName, deviceKey, wantedCode, expiresAt } = await findPairing(
      cloud,
      bodyOf(zPairLook, request).code,
      by
    )
    return { pairId, counterName, deviceKey, wantedCode, expiresAt }
  })

  app.post('/v1/pair/approve', async (request) => {
    const by = await approverOf(cloud, request)
    return enrolledAnswer(cloud, by.accountId, await letIn(cloud, bodyOf(zPairApprove, request), by))
  })

  app.get('/v1/pair/:id', async (request) => {
    const { id } = z.object({ id: z.uuid() }).parse(request.params)
    const pairing = await pairingState(tools, id)
    if (pairing.state !== 'approved') return { state: pairing.state, enrolled: null }
    const { accountId } = pairing
    const account = await cloud.database.withAccount(accountId, (transaction) =>
      transaction.selectFrom('account').select('epoch').where('account_id', '=', accountId).executeTakeFirstOrThrow()
    )
    return { state: 'approved', enrolled: enrolledAnswer(cloud, accountId, { ...pairing, epoch: account.epoch }) }
  })
}

function tokenRoutes(app: FastifyInstance, cloud: Cloud): void {
  const { clock, serverKey } = cloud

  app.post('/v1/token/challenge', (request) => {
    const asked = bodyOf(zChallengeAsk, request)
    const now = clock.nowMs()
    return { challenge: mintChallenge(serverKey, asked, now), serverTime: now }
  })

  app.post('/v1/token', async (request) => {
    const token = await tokenFor(cloud, bodyOf(zTokenAsk, request))
    return { ...token, serverTime: clock.nowMs() }
  })
}
