import type { FastifyReply } from 'fastify'
import type { Refusal, RefusalKind } from './contract/refusal.ts'

/** The one place where refusals become HTTP status codes (RFC 9110). */
const httpStatus: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  state: 422,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
}

/** Sends a refusal with the status of its kind. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply.code(httpStatus[refusal.refused.kind]).send(refusal)
}
