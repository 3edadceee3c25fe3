import { type Refusal, refuse } from './contract/refusal.ts'
import { ReadOnly, Unavailable } from './contract/refusals.ts'

// connection refused or cut; PostgreSQL shutting down, crashed or starting (57P0x), connection failures (08), too many connections
const awayCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03', '08000', '08001', '08003', '08006', '53300'])
const awayWords = /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|ECONNREFUSED/

/** The refusal for an error that is the database's state and not a bug: away, or out of disk; undefined for any other. */
export function databaseAway(error: unknown): Refusal | undefined {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  // the database's own word, and what the disk says to us when a file does not fit
  if (code === '53100' || code === 'ENOSPC') return refuse(ReadOnly)
  return awayCodes.has(code) || awayWords.test(message) ? refuse(Unavailable) : undefined
}
