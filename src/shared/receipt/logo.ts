import { z } from 'zod'

/** The widest paper that a logo is kept for, and the tallest that one may stand on it. In dots. */
export const LOGO_MAX_WIDTH_DOTS = 576
export const LOGO_MAX_HEIGHT_DOTS = 400
/** Base64 letters of the kept picture: about 44 KB. It is stored and journalled once, and read with the settings. */
export const LOGO_MAX_LETTERS = 60_000

/**
 * The shop's logo as it is kept: a grey PNG of one of our own encoders, made from the chosen file. It becomes black and
 * white dots only when a paper is drawn, because each width of paper needs dots of its own.
 */
export const zLogo = z.strictObject({
  widthDots: z.int().min(8).max(LOGO_MAX_WIDTH_DOTS),
  heightDots: z.int().min(1).max(LOGO_MAX_HEIGHT_DOTS),
  png: z.base64().min(60).max(LOGO_MAX_LETTERS)
})
export type Logo = z.infer<typeof zLogo>
