import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Mailer } from '#cloud/ports/mailer.ts'
import { type FakeSmtpServer, startFakeSmtpServer } from '#tests/support/fake-smtp-server.ts'
import { smtpMailer } from './smtp-mailer.ts'

describe('mail over SMTP', () => {
  let server: FakeSmtpServer
  let mailer: Mailer
  beforeEach(async () => {
    server = await startFakeSmtpServer()
    mailer = smtpMailer({ smtpUrl: server.url, from: 'books@shop.example' })
  })
  afterEach(async () => {
    mailer.close()
    await server.close()
  })

  test('arrives with its letters and its dots', async () => {
    await mailer.send({ to: 'owner@shop.example', subject: 'आज का हिसाब', text: 'नमस्ते\n.\n..\nEnd' })
    const mail = await server.nextMail()
    expect([mail.from, ...mail.to]).toEqual(['books@shop.example', 'owner@shop.example'])
    expect(mail.text.replaceAll('\r\n', '\n').trimEnd()).toBe('नमस्ते\n.\n..\nEnd')
  })

  test.each(['a@x.example, b@x.example', 'a@x.example\r\nBcc: b@x.example', 'nobody', '<script>@x.example', ''])(
    'does not go to %j',
    async (to) => {
      await expect(mailer.send({ to, subject: 'Subject', text: 'Text' })).rejects.toThrow()
      expect(server.mails).toEqual([])
    }
  )

  test('a subject cannot add a header', async () => {
    await expect(
      mailer.send({ to: 'owner@shop.example', subject: 'Hello\r\nBcc: b@x.example', text: 'Text' })
    ).rejects.toThrow()
    expect(server.mails).toEqual([])
  })

  test('says what the server said, and goes on when it takes mail again', async () => {
    server.refuse('451 later')
    await expect(mailer.send({ to: 'owner@shop.example', subject: 'S', text: 'T' })).rejects.toThrow('451')
    server.refuse(null)
    await mailer.send({ to: 'owner@shop.example', subject: 'S', text: 'T' })
    expect(server.mails).toHaveLength(1)
  })
})
