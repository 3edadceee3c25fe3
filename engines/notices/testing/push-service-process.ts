import { createDecipheriv, createECDH, createPublicKey, type ECDH, hkdfSync, randomBytes, verify } from 'node:crypto'
import { createServer } from 'node:http'

/**
 * A push service and the browsers behind it, as a process: it checks the VAPID token (RFC 8292) and decrypts each message as the
 * browser would (RFC 8291, RFC 8188). GET / tells what came; POST /new makes a browser; the others are its endpoints.
 */
interface Browser {
  readonly ecdh: ECDH
  readonly auth: Buffer
  /** What the endpoint answers. */
  status: number
}
const browsers = new Map<string, Browser>()
const heard: object[] = []

function decrypt(browser: Browser, body: Buffer): string {
  const [salt, recordSize, keyLength] = [body.subarray(0, 16), body.readUInt32BE(16), body.readUInt8(20)]
  const senderKey = body.subarray(21, 21 + keyLength)
  const record = body.subarray(21 + keyLength)
  if (record.length > recordSize) throw new Error('more than one record')
  const shared = browser.ecdh.computeSecret(senderKey)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), browser.ecdh.getPublicKey(), senderKey])
  const secret = Buffer.from(hkdfSync('sha256', shared, browser.auth, info, 32))
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16))
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12))
  const open = createDecipheriv('aes-128-gcm', key, nonce)
  open.setAuthTag(record.subarray(-16))
  const plain = Buffer.concat([open.update(record.subarray(0, -16)), open.final()])
  const end = plain.lastIndexOf(2)
  if (end < 0) throw new Error('no last-record mark')
  return plain.subarray(0, end).toString('utf8')
}

/** The claims of a VAPID header when its signature is that of the key it names. */
function readVapid(authorization: string): { key: string; claims: Record<string, unknown> } {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }
  const good = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!good) throw new Error('VAPID signature')
  return { key, claims: JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as Record<string, unknown> }
}

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    const body = Buffer.concat(parts)
    const say = (status: number, answer: object = {}) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    const path = request.url ?? '/'
    if (request.method === 'GET') return say(200, heard)
    if (path === '/new') {
      const ecdh = createECDH('prime256v1')
      ecdh.generateKeys()
      const [name, auth] = [`/b${browsers.size + 1}`, randomBytes(16)]
      browsers.set(name, { ecdh, auth, status: 201 })
      return say(200, { endpoint: `${origin}${name}`, keys: { p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') } })
    }
    const browser = browsers.get(path)
    if (browser === undefined) return say(404)
    if (request.method === 'PUT') {
      browser.status = Number(body.toString('utf8'))
      return say(200)
    }
    try {
      const { key, claims } = readVapid(String(request.headers.authorization ?? ''))
      const { ttl, urgency, topic, 'content-encoding': encoding } = request.headers
      const message = JSON.parse(decrypt(browser, body)) as object
      heard.push({ path, status: browser.status, key, claims, ttl, urgency, topic, encoding, message })
      return say(browser.status)
    } catch (error) {
      heard.push({ path, problem: String(error) })
      return say(400)
    }
  })
})
let origin = ''
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  process.send?.({ url: origin })
})
process.on('SIGTERM', () => process.exit(0))
