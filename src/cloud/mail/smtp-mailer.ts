import { createTransport } from 'nodemailer'
import { z } from 'zod'
import type { Mail, Mailer } from '#cloud/ports/mailer.ts'

/** Where mail goes out: `smtp://` (STARTTLS where the server has it) or `smtps://`, with the name and password in it, and who sends. */
export interface SmtpPlace {
  readonly smtpUrl: string
  readonly from: string
}

/** A mail server that does not answer shall not hold a request of ours for ever. */
const TIMEOUT_MS = 15_000

const zTo = z.email().max(200)
const zSubject = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\r\n]*$/)

/** Mail over SMTP by nodemailer; a few connections are kept open. */
export function smtpMailer({ smtpUrl, from }: SmtpPlace): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 2,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // A mail is text of ours: nothing in it may name a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true
  })
  return {
    async send(mail: Mail) {
      const { text, html } = mail
      const [to, subject] = [zTo.parse(mail.to), zSubject.parse(mail.subject)]
      // As an object, so that no comma in an address can name a second one.
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject,
        text,
        ...(html === undefined ? {} : { html })
      })
    },
    close: () => transport.close()
  }
}
