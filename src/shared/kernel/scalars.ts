import { z } from 'zod'

/** A UUID that the caller made before the first try, so that a repeated command is seen to be the same. */
export const zId = z.uuid()

/** Free text of one line. */
export const zLine = (length: number) => z.string().max(length)
