import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const least = {
  DATABASE_URL: 'postgres://app:hidden-word@127.0.0.1/books',
  CLOUD_SECRET: 'x'.repeat(32),
  CLOUD_PUBLIC_URL: 'https://books.example/'
}

const linesFor = (environment: Record<string, string | undefined>): readonly string[] => {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.lines
    throw error
  }
  return []
}

describe('the configuration', () => {
  test('needs three variables, the rest has its own values', () => {
    expect(readConfig(least)).toEqual({
      databaseUrl: least.DATABASE_URL,
      secret: least.CLOUD_SECRET,
      publicUrl: 'https://books.example',
      host: '127.0.0.1',
      port: 8320,
      trustedProxies: [],
      mail: null,
      isFoundingOpen: true,
      quotaBytes: 2_000_000_000,
      poolSize: 10,
      logLevel: 'info',
      metricsToken: null
    })
  })

  test('names all that is missing at once', () => {
    const lines = linesFor({ CLOUD_SECRET: '' })
    expect(lines.map((line) => line.split(' ').slice(0, 4).join(' '))).toEqual([
      'DATABASE_URL is not set:',
      'CLOUD_SECRET is not set:',
      'CLOUD_PUBLIC_URL is not set:'
    ])
  })

  test.each([
    ['DATABASE_URL', 'mysql://db'],
    ['DATABASE_URL', 'hidden-word'],
    ['CLOUD_SECRET', 'short-secret'],
    ['CLOUD_PUBLIC_URL', 'http://mine.example'],
    ['CLOUD_PUBLIC_URL', 'my-own-books'],
    ['CLOUD_HOST', 'a b'],
    ['CLOUD_PORT', '0'],
    ['CLOUD_PORT', '65536'],
    ['CLOUD_PORT', '8e3'],
    ['CLOUD_TRUSTED_PROXIES', 'everybody'],
    ['CLOUD_MAIL_FROM', 'books'],
    ['CLOUD_FOUNDING', 'maybe'],
    ['CLOUD_QUOTA_MB', '-1'],
    ['CLOUD_POOL', '1000'],
    ['CLOUD_LOG_LEVEL', 'loud'],
    ['CLOUD_METRICS_TOKEN', 'short']
  ])('%s may not be %s, and the text does not repeat it', (name, value) => {
    const lines = linesFor({ ...least, [name]: value })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(new RegExp(`^${name} is wrong: it must be .*\\.$`))
    if (value.length > 9) expect(lines[0]).not.toContain(value)
  })

  test('mail needs a server and an address', () => {
    const lines = linesFor({ ...least, CLOUD_SMTP_URL: 'smtps://mail.example' })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('CLOUD_MAIL_FROM is not set')
    const wrong = linesFor({ ...least, CLOUD_SMTP_URL: 'https://mail.example', CLOUD_MAIL_FROM: 'books@shop.example' })
    expect(wrong).toHaveLength(1)
    expect(wrong[0]).toContain('CLOUD_SMTP_URL is wrong')
    expect(
      readConfig({ ...least, CLOUD_SMTP_URL: 'smtps://mail.example', CLOUD_MAIL_FROM: 'books@shop.example' }).mail
    ).toEqual({ smtpUrl: 'smtps://mail.example', from: 'books@shop.example' })
  })

  test('without TLS only on this machine', () => {
    expect(readConfig({ ...least, CLOUD_PUBLIC_URL: 'http://localhost:8320' }).publicUrl).toBe('http://localhost:8320')
    expect(linesFor({ ...least, CLOUD_PUBLIC_URL: 'http://localhost.evil.example' })).toHaveLength(1)
  })

  test('proxies are told apart by commas', () => {
    expect(readConfig({ ...least, CLOUD_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,' }).trustedProxies).toEqual([
      '127.0.0.1',
      '10.0.0.0/8'
    ])
  })
})
