/** A mail. Line ends in `to` and `subject` are the mailer's to refuse; texts are plain. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
}

/** Sends mail, or fails with what the mail server said. */
export interface Mailer {
  send(mail: Mail): Promise<void>
  /** Ends idle connections. */
  close(): void
}
