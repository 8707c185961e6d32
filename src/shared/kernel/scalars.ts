import { z } from 'zod'

/** A UUID that the caller made before the first try, so that a repeated command is seen to be the same. */
export const zId = z.uuid().toLowerCase()

/** Text that a person wrote. A half of a letter, which a cut in the wrong place leaves behind, becomes its sign. */
export const zLine = (length: number) =>
  z
    .string()
    .max(length)
    .overwrite((text) => text.toWellFormed())
