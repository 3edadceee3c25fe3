import { expect, test } from 'vitest'
import { readNoticesSettings } from './notices-config.ts'

const read = (env: NodeJS.ProcessEnv) => readNoticesSettings(env, '/nowhere')
const secret = 'sixteen characters at least'

test('nothing set, no channel', () => {
  expect(read({ SMTP_URL: '' })).toEqual({ smtp: null, sms: null, voice: null, push: null })
})
test('each channel by its own settings', () => {
  const settings = read({
    SMTP_URL: 'smtps://user:word@mail.example.test',
    SMTP_FROM: 'a@example.test',
    SMS_GATEWAY_URL: 'https://sms.example.test/send/{id}',
    SMS_GATEWAY_SECRET: secret,
    SMS_GATEWAY_HEADERS: '{"Authorization":"Bearer x"}',
    PUSH_HOSTS: 'push.example.test, *.push.example.test',
    PUSH_SUBJECT: 'mailto:ops@example.test',
    VAPID_PUBLIC_KEY: 'p',
    VAPID_PRIVATE_KEY: 'q',
  })
  expect(settings).toMatchObject({
    smtp: { from: 'a@example.test' },
    sms: { url: 'https://sms.example.test/send/{id}', headers: { authorization: 'Bearer x' } },
    voice: null,
    push: { hosts: ['push.example.test', '*.push.example.test'] },
  })
  expect(settings.push?.keys()).toEqual({ publicKey: 'p', privateKey: 'q' })
})
test.each([
  [{ SMTP_URL: 'mail.example.test', SMTP_FROM: 'a@example.test' }, 'SMTP_URL'],
  [{ SMTP_URL: 'smtp://mail.example.test' }, 'SMTP_FROM'],
  [{ SMS_GATEWAY_URL: 'https://sms.example.test' }, 'SMS_GATEWAY_SECRET'],
  [{ SMS_GATEWAY_URL: 'https://sms.example.test', SMS_GATEWAY_SECRET: 'short' }, 'SMS_GATEWAY_SECRET'],
  [{ VOICE_GATEWAY_URL: 'ftp://x', VOICE_GATEWAY_SECRET: secret }, 'VOICE_GATEWAY_URL'],
  [{ VOICE_GATEWAY_URL: 'https://x', VOICE_GATEWAY_SECRET: secret, VOICE_GATEWAY_HEADERS: 'no json' }, 'VOICE_GATEWAY_HEADERS'],
  [{ PUSH_HOSTS: 'push.example.test' }, 'PUSH_SUBJECT'],
  [{ PUSH_HOSTS: 'push.example.test', PUSH_SUBJECT: 'ops' }, 'PUSH_SUBJECT'],
  [{ PUSH_HOSTS: 'push.example.test', PUSH_SUBJECT: 'mailto:a@b', VAPID_PUBLIC_KEY: 'p' }, 'VAPID_PRIVATE_KEY'],
])('%j is refused by the name of what is wrong, without its value', (env, name) => {
  expect(() => read(env)).toThrow(new RegExp(name))
  expect(() => read(env)).not.toThrow(/example\.test|short/)
})
