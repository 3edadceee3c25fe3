import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'

/** Paths of PEM files. */
export interface TlsFiles {
  readonly key: string
  readonly cert: string
  /** Where given, clients must show a certificate of this authority. */
  readonly ca?: string
}

export const tlsOptions = (tls: TlsFiles) => ({
  key: readFileSync(tls.key),
  cert: readFileSync(tls.cert),
  minVersion: 'TLSv1.2' as const,
  handshakeTimeout: 10_000,
  ...(tls.ca === undefined ? {} : { ca: readFileSync(tls.ca), requestCert: true, rejectUnauthorized: true }),
})

/** A server for plain or encrypted connections. */
export const openServer = (tls: TlsFiles | undefined): Server => (tls === undefined ? createServer() : createTlsServer(tlsOptions(tls)))
