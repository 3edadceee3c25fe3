import { createHash } from 'node:crypto'

/**
 * Digest of a device's secret as the register keeps it. One SHA-256 and no slow derivation: a secret is 32 bytes of chance that nobody
 * chose, so there is nothing to guess, and a hundred thousand devices that come back after an outage must not wait for the processor.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex')
}
