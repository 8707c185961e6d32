/** What a message to a party is about. */
export const PURPOSES = ['before-due', 'on-due', 'after-due', 'thanks', 'statement', 'payment-link'] as const
export type Purpose = (typeof PURPOSES)[number]

/** How a message reaches the party. Only `sms` leaves the machine by itself. */
export const CHANNELS_TO_PARTY = ['whatsapp', 'sms', 'slip', 'copy'] as const
export type MessageChannel = (typeof CHANNELS_TO_PARTY)[number]

/** The steps of a message; the newest one stands. */
export const MESSAGE_STATES = ['queued', 'sending', 'sent', 'delivered', 'failed', 'dropped'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]
