import { z } from 'zod'

/** What an operator has set wrong, one plain line for each; the program prints them and ends. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly lines: readonly string[]
  constructor(lines: readonly string[]) {
    super(lines.join('\n'))
    this.lines = lines
  }
}

/** The texts of these say what is right, after the name of the variable. Values are never repeated: some are secret. */
const wholeNumber = (least: number, most: number, otherwise: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((number) => number >= least && number <= most)
    .optional()
    .transform((number) => number ?? otherwise)

const schemeOf = (text: string): string | null => (URL.canParse(text) ? new URL(text).protocol.replace(':', '') : null)

const addressOf = (...schemes: readonly string[]) => z.string().refine((text) => schemes.includes(schemeOf(text) ?? ''))

/** Without TLS only on the developer's own machine. */
const isSafeAddress = (text: string): boolean =>
  schemeOf(text) === 'https' ||
  (schemeOf(text) === 'http' && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(text).hostname))

const SAYS = {
  DATABASE_URL:
    'must be the address of a PostgreSQL database, like postgres://counterbook:password@db.example/counterbook',
  CLOUD_SECRET:
    'must be a random text of at least 32 characters that only this server knows; `openssl rand -base64 32` makes one',
  CLOUD_PUBLIC_URL:
    'must be the https address under which counters and browsers reach this server, like https://books.example',
  CLOUD_HOST: 'must be the address to listen on, like 127.0.0.1 behind a proxy, or 0.0.0.0',
  CLOUD_PORT: 'must be a whole number from 1 to 65535',
  CLOUD_TRUSTED_PROXIES:
    'must be addresses of your reverse proxies with commas between them, like 127.0.0.1,10.0.0.0/8',
  CLOUD_SMTP_URL: 'must be the address of your mail server, like smtps://user:password@mail.example',
  CLOUD_MAIL_FROM:
    'must be the address that mails come from, like books@shop.example; it is needed where CLOUD_SMTP_URL is set',
  CLOUD_FOUNDING: 'must be open (any counter may found an account) or closed (none may)',
  CLOUD_QUOTA_MB: 'must be a whole number of megabytes from 1 to 1000000',
  CLOUD_POOL: 'must be a whole number of database connections from 1 to 200',
  CLOUD_LOG_LEVEL: 'must be one of error, warn, info, debug',
  CLOUD_METRICS_TOKEN: 'must be a text of at least 16 characters; without it /metrics answers this machine alone'
} as const

const zEnvironment = z
  .object({
    DATABASE_URL: addressOf('postgres', 'postgresql'),
    CLOUD_SECRET: z.string().min(32),
    CLOUD_PUBLIC_URL: z.string().refine(isSafeAddress),
    CLOUD_HOST: z
      .string()
      .regex(/^[0-9a-zA-Z.:-]+$/)
      .default('127.0.0.1'),
    CLOUD_PORT: wholeNumber(1, 65_535, 8_320),
    CLOUD_TRUSTED_PROXIES: z
      .string()
      .regex(/^[0-9a-fA-F.:/, ]*$/)
      .default(''),
    CLOUD_SMTP_URL: addressOf('smtp', 'smtps').optional(),
    CLOUD_MAIL_FROM: z.email().optional(),
    CLOUD_FOUNDING: z.enum(['open', 'closed']).default('open'),
    CLOUD_QUOTA_MB: wholeNumber(1, 1_000_000, 2_000),
    CLOUD_POOL: wholeNumber(1, 200, 10),
    CLOUD_LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug']).default('info'),
    CLOUD_METRICS_TOKEN: z.string().min(16).optional()
  })
  .refine((set) => set.CLOUD_SMTP_URL === undefined || set.CLOUD_MAIL_FROM !== undefined, { path: ['CLOUD_MAIL_FROM'] })

/** What an operator has decided. Sizes in bytes. */
export interface CloudConfig {
  readonly databaseUrl: string
  readonly secret: string
  /** Without a slash at its end. */
  readonly publicUrl: string
  readonly host: string
  readonly port: number
  readonly trustedProxies: readonly string[]
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null
  readonly isFoundingOpen: boolean
  readonly quotaBytes: number
  readonly poolSize: number
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug'
  readonly metricsToken: string | null
}

function configOf(set: z.output<typeof zEnvironment>): CloudConfig {
  const { CLOUD_SMTP_URL: smtpUrl, CLOUD_MAIL_FROM: from } = set
  return {
    databaseUrl: set.DATABASE_URL,
    secret: set.CLOUD_SECRET,
    publicUrl: set.CLOUD_PUBLIC_URL.replace(/\/+$/, ''),
    host: set.CLOUD_HOST,
    port: set.CLOUD_PORT,
    trustedProxies: set.CLOUD_TRUSTED_PROXIES.split(',').flatMap((part) => part.trim() || []),
    mail: smtpUrl === undefined || from === undefined ? null : { smtpUrl, from },
    isFoundingOpen: set.CLOUD_FOUNDING === 'open',
    quotaBytes: set.CLOUD_QUOTA_MB * 1_000_000,
    poolSize: set.CLOUD_POOL,
    logLevel: set.CLOUD_LOG_LEVEL,
    metricsToken: set.CLOUD_METRICS_TOKEN ?? null
  }
}

/** The configuration in these environment variables. Throws a `ConfigError` that names every one that is missing or wrong. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): CloudConfig {
  // A variable that is set to nothing is one that is not set: container files and unit files write them so.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
  const read = zEnvironment.safeParse(set)
  if (read.success) return configOf(read.data)
  const wrong = new Set(read.error.issues.map((issue) => String(issue.path[0])))
  const says = Object.entries(SAYS).flatMap(([name, text]) =>
    wrong.has(name) ? [`${name} ${name in set ? 'is wrong' : 'is not set'}: it ${text}.`] : []
  )
  throw new ConfigError(says)
}
