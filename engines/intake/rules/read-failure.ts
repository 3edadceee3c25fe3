/**
 * What a failed keep says about the way on:
 * `away`: the database cannot keep anything now (gone, starting, full, read-only): to the spool;
 * `passing`: two transactions met, or this process slept with one open and the server ended it: try again;
 * `message`: something in the batch itself: look for it.
 */
export type Failure = 'away' | 'passing' | 'message'

// SQLSTATE classes: 08 connection, 53 resources (disk full, memory, too many connections), 57P0x shutdown, crash, starting,
// 58 outside of PostgreSQL (I/O), F0 configuration, 25006 read-only transaction (a standby), 57014 cancelled (statement timeout)
const awayCodes =
  /^(08|53|58|F0|57P0)|^(25006|57014|ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|ENOENT|EAI_AGAIN)$/
const awayWords =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|connection error and is not queryable|Cannot use a pool after|within its time/
// serialization failure, deadlock, lock not available, idle in transaction too long, transaction too long
const passingCodes = new Set(['40001', '40P01', '55P03', '25P03', '25P04'])

/** Reads an error of the keeper by its SQLSTATE or system code; an error without one is taken to be about a message. */
export function readFailure(error: unknown): Failure {
  if (typeof error !== 'object' || error === null) return 'message'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const message = 'message' in error && typeof error.message === 'string' ? error.message : ''
  if (passingCodes.has(code)) return 'passing'
  return awayCodes.test(code) || awayWords.test(message) ? 'away' : 'message'
}
