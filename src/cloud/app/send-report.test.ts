import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { smtpMailer } from '#cloud/mail/smtp-mailer.ts'
import type { Mailer } from '#cloud/ports/mailer.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { makeOwner, putLargeSales, shopWithParty } from '#tests/support/cloud-owner.ts'
import { type FakeSmtpServer, startFakeSmtpServer } from '#tests/support/fake-smtp-server.ts'
import { doDueWork } from './do-due-work.ts'
import { nextReport, reportDays } from './send-report.ts'

let smtp: FakeSmtpServer
let mailer: Mailer
let cloud: TestCloud
const was = Date.UTC(2026, 10, 22, 9)
beforeAll(async () => {
  smtp = await startFakeSmtpServer()
  mailer = smtpMailer({ smtpUrl: smtp.url, from: 'books@counterbook.example' })
  cloud = await openTestCloud({ mailer })
})
afterEach(() => {
  cloud.clock.ms = was
  smtp.refuse(null)
  smtp.mails.length = 0
})
afterAll(async () => {
  mailer.close()
  await cloud.close()
  await smtp.close()
})

const choice = (every: 'daily' | 'weekly', minute: number) => ({
  ...{ account_id: '', language: null, mail_to: 'owner@shop.example', mail_every: every, mail_minute: minute },
  ...{ mailed_on: null, mail_error: null }
})
const at = (ms: number) => ({ epochMs: ms, offsetMinutes: 330 })

describe('when a mail goes, and what it is about', () => {
  it('is the next such minute of the shop’s own day, or of its next Monday', () => {
    // Sunday 22-11-2026, 14:30 in the shop.
    expect(nextReport(choice('daily', 21 * 60), at(was))).toBe(Date.UTC(2026, 10, 22, 15, 30))
    expect(nextReport(choice('daily', 14 * 60), at(was))).toBe(Date.UTC(2026, 10, 23, 8, 30))
    expect(nextReport(choice('weekly', 8 * 60), at(was))).toBe(Date.UTC(2026, 10, 23, 2, 30))
    expect(nextReport({ ...choice('daily', 0), mail_to: '' }, at(was))).toBeNull()
  })

  it('is today from noon on, and yesterday before it; a week has seven days', () => {
    const today = 20261101 as BookDate
    expect(reportDays(choice('daily', 21 * 60), today)).toEqual({ from: 20261101, to: 20261101 })
    expect(reportDays(choice('daily', 8 * 60), today)).toEqual({ from: 20261031, to: 20261031 })
    expect(reportDays(choice('weekly', 8 * 60), today)).toEqual({ from: 20261025, to: 20261031 })
  })
})

describe('the mail', () => {
  const form = { mailTo: 'owner@shop.example', mailEvery: 'daily', mailTime: '21:00' }

  it('goes once, at its time, with the day’s figures in the owner’s language', async () => {
    const owner = await makeOwner(cloud, shopWithParty(undefined, 'Ramesh\r\nBcc: all@example.com'))
    await owner.post('/owner/choices/mail', form)
    await doDueWork(cloud.cloud)
    expect(smtp.mails).toEqual([])
    cloud.clock.ms = Date.UTC(2026, 10, 22, 15, 31)
    await Promise.all([doDueWork(cloud.cloud), doDueWork(cloud.cloud)])
    await doDueWork(cloud.cloud)
    expect(smtp.mails).toHaveLength(1)
    const [mail] = smtp.mails
    expect(mail?.to).toEqual(['owner@shop.example'])
    expect(mail?.text).toContain('Sales: ₹ 1,250.50')
    expect(mail?.text).toContain('Ramesh Bcc: all@example.com: ₹ 1,250.50')
    await owner.post('/owner/choices', { language: 'hi' })
    cloud.clock.ms = Date.UTC(2026, 10, 23, 15, 31)
    await doDueWork(cloud.cloud)
    expect(smtp.mails).toHaveLength(2)
    expect(smtp.mails[1]?.text).toContain('बिक्री: ₹ 0.00')
  })

  it('waits until all of the book is taken in, for half of a day is no day', async () => {
    const partyId = randomUUID()
    const owner = await makeOwner(cloud, shopWithParty(partyId))
    await owner.post('/owner/choices/mail', form)
    await putLargeSales(cloud, owner, { partyId, count: 8, firstN: 5 })
    cloud.clock.ms = Date.UTC(2026, 10, 22, 15, 31)
    await doDueWork(cloud.cloud)
    expect(smtp.mails).toEqual([])
    cloud.clock.ms += 2 * 60_000
    await doDueWork(cloud.cloud)
    expect(smtp.mails.map(({ text }) => text)).toEqual([expect.stringContaining('Sales: ₹ 2,050.50')])
  })

  it('that the mail server refuses is tried again, and the page says why', async () => {
    const owner = await makeOwner(cloud, shopWithParty())
    await owner.post('/owner/choices/mail', form)
    smtp.refuse('451 later')
    cloud.clock.ms = Date.UTC(2026, 10, 22, 15, 31)
    await doDueWork(cloud.cloud)
    expect((await owner.get('/owner/choices')).body).toContain('451 later')
    smtp.refuse(null)
    cloud.clock.ms += 31 * 60_000
    await doDueWork(cloud.cloud)
    expect(smtp.mails).toHaveLength(1)
    expect((await owner.get('/owner/choices')).body).toContain('Last mail: 22-11-2026')
  })

  it('goes nowhere where the address is none, or was taken away', async () => {
    const owner = await makeOwner(cloud, shopWithParty())
    await owner.post('/owner/choices/mail', { ...form, mailTo: 'no address' })
    expect((await owner.get('/owner/choices?said=address')).body).toContain('no mail address')
    await owner.post('/owner/choices/mail', { ...form, mailTo: 'nobody@shop.example' })
    await owner.post('/owner/choices/mail', { ...form, mailTo: '' })
    cloud.clock.ms += 2 * 86_400_000
    await doDueWork(cloud.cloud)
    expect(smtp.mails.flatMap(({ to }) => to)).not.toContain('nobody@shop.example')
  })
})
