import type { FastifyRequest } from 'fastify'
import { activeDevice } from '#cloud/app/active-device.ts'
import type { Cloud } from '#cloud/app/cloud.ts'
import { type OwnerSession, ownerSession } from '#cloud/app/owner-session.ts'
import { WireRefusal } from '#cloud/app/wire-refusal.ts'
import { type Caller, callerOf } from './device-request.ts'

/** Whether cookies of this server need TLS. */
export const isSecure = ({ settings }: Cloud): boolean => settings.publicUrl.startsWith('https:')

/** The device that asks, read from its row: a token of a revoked one is good for nothing. */
export async function activeCaller(cloud: Cloud, request: FastifyRequest): Promise<Caller> {
  const caller = callerOf(cloud, request)
  const now = cloud.clock.nowMs()
  await cloud.database.withAccount(caller.accountId, (transaction) => activeDevice(transaction, caller, 'pull', now))
  return caller
}

/** The owner's session of a request, or null. */
export const sessionOf = (cloud: Cloud, request: FastifyRequest): Promise<OwnerSession | null> =>
  ownerSession(cloud.database.directory, request.headers.cookie, isSecure(cloud), cloud.clock.nowMs())

/** Whether a browser says that the request comes from a page of this server. */
const isFromHere = ({ settings }: Cloud, origin: string | undefined): boolean =>
  origin === new URL(settings.publicUrl).origin

/**
 * Refuses a form of another site that would take somebody in: he would see a stranger's shop for his own. What is no browser says no
 * origin, and has nobody to deceive.
 */
export function needOwnForm(cloud: Cloud, request: FastifyRequest): void {
  const { origin } = request.headers
  if (origin !== undefined && !isFromHere(cloud, origin)) throw new WireRefusal('unauthorised')
}

/**
 * The owner's session; 401 without one. A request that changes something has to come from a page of this server: a cookie goes along by itself, whoever
 * wrote the page.
 */
export async function sessionNeeded(cloud: Cloud, request: FastifyRequest): Promise<OwnerSession> {
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (!isRead && !isFromHere(cloud, request.headers.origin)) throw new WireRefusal('unauthorised')
  const session = await sessionOf(cloud, request)
  if (session === null) throw new WireRefusal('unauthorised')
  return session
}

/** Who asks for something that counters and the owner may both do; `deviceNo` is null for the owner. */
export async function actorOf(
  cloud: Cloud,
  request: FastifyRequest
): Promise<{ readonly accountId: string; readonly deviceNo: number | null }> {
  if (request.headers.authorization !== undefined) return activeCaller(cloud, request)
  const { accountId } = await sessionNeeded(cloud, request)
  return { accountId, deviceNo: null }
}
