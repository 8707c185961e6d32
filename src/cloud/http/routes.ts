import type { FastifyInstance } from 'fastify'
import type { Cloud } from '#cloud/app/cloud.ts'
import { accountRoutes } from './routes/account-routes.ts'
import { choiceRoutes } from './routes/choice-routes.ts'
import { deviceRoutes } from './routes/device-routes.ts'
import { doorRoutes } from './routes/door-routes.ts'
import { enrolRoutes } from './routes/enrol-routes.ts'
import { healthRoutes } from './routes/health-routes.ts'
import { hookRoutes } from './routes/hook-routes.ts'
import { linkRoutes } from './routes/link-routes.ts'
import { loginRoutes } from './routes/login-routes.ts'
import { ownerRoutes } from './routes/owner-routes.ts'
import { publicRoutes } from './routes/public-routes.ts'
import { reviewRoutes } from './routes/review-routes.ts'
import { snapshotRoutes } from './routes/snapshot-routes.ts'
import { syncRoutes } from './routes/sync-routes.ts'

/** Each file of `routes/` adds what it answers. */
export const routes: readonly ((app: FastifyInstance, cloud: Cloud) => void)[] = [
  healthRoutes,
  accountRoutes,
  enrolRoutes,
  deviceRoutes,
  syncRoutes,
  loginRoutes,
  reviewRoutes,
  snapshotRoutes,
  ownerRoutes,
  choiceRoutes,
  doorRoutes,
  linkRoutes,
  publicRoutes,
  hookRoutes
]
