import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const read = (env: Record<string, string>) => readConfig(env).intake.nats

test('without NATS_URL this node is alone', () => {
  expect([read({}), read({ NATS_URL: '' })]).toEqual([null, null])
})

test('servers by comma, with or without scheme, port and brackets', () => {
  expect(read({ NATS_URL: 'nats://a:4222, b.local:4223,[::1]:4222,c' })).toMatchObject({
    servers: ['a:4222', 'b.local:4223', '[::1]:4222', 'c'],
    tls: undefined,
    replicas: 3,
  })
})

test('tls:// or a file of a certificate asks for TLS', () => {
  expect(read({ NATS_URL: 'tls://a' })?.tls).toEqual({})
  expect(read({ NATS_URL: 'nats://a', NATS_TLS_CA: '/ca.pem' })?.tls).toEqual({ ca: '/ca.pem' })
})

test.each(['http://a', 'nats://', 'nats://user:word@a', 'nats://a:4222;b', 'nats://a,,b'])('%s is refused by name', (url) => {
  expect(() => read({ NATS_URL: url })).toThrow('NATS_URL')
})

test.each(['0', '6', 'x'])('%s replicas are refused by name', (replicas) => {
  expect(() => read({ NATS_URL: 'a', NATS_REPLICAS: replicas })).toThrow('NATS_REPLICAS')
})
