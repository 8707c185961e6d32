import { z } from 'zod'
import { ERROR_CODES, type ErrorCode } from './error-codes.ts'

/** A schema that has a name: with all the codes written out wherever one crosses, the type of the contract grew past what a compiler writes down. */
export interface ErrorCodeSchema extends z.ZodType<ErrorCode, ErrorCode> {}

/** One of the closed list of failures. */
export const zErrorCode: ErrorCodeSchema = z.enum(ERROR_CODES)
