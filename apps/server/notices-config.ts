import { join } from 'node:path'
import { StartProblem } from '@yinqiao/kernel/server'
import { fileVapidKeys, type Gateway, type NoticesSettings } from '@yinqiao/notices'

/**
 * How persons are told, from the environment; a channel without its settings is not configured and its notices fail and say so.
 * Names are listed in engines/notices/README.md.
 */
export function readNoticesSettings(env: NodeJS.ProcessEnv, dataFolder: string): NoticesSettings {
  const smtp = text(env, 'SMTP_URL')
  const hosts = text(env, 'PUSH_HOSTS')
  return {
    smtp: smtp === undefined ? null : { url: address(smtp, 'SMTP_URL', ['smtp:', 'smtps:']), from: needed(env, 'SMTP_FROM', 'SMTP_URL') },
    sms: gateway(env, 'SMS_GATEWAY'),
    voice: gateway(env, 'VOICE_GATEWAY'),
    push:
      hosts === undefined
        ? null
        : { hosts: hosts.split(',').map((host) => host.trim()), subject: pushSubject(env), keys: vapidKeys(env, dataFolder) },
  }
}

function gateway(env: NodeJS.ProcessEnv, name: string): Gateway | null {
  const url = text(env, `${name}_URL`)
  if (url === undefined) return null
  const secret = needed(env, `${name}_SECRET`, `${name}_URL`)
  if (secret.length < 16) throw wrong(`${name}_SECRET`, '至少 16 个字符', 'at least 16 characters')
  return { url: address(url, `${name}_URL`, ['http:', 'https:']), headers: headers(env, `${name}_HEADERS`), secret }
}

function headers(env: NodeJS.ProcessEnv, name: string): Readonly<Record<string, string>> {
  const json = text(env, name)
  if (json === undefined) return {}
  try {
    return Object.fromEntries(new Headers(JSON.parse(json) as Record<string, string>).entries())
  } catch {
    throw wrong(name, 'JSON 对象，如 {"authorization":"…"}', 'a JSON object of header names and values')
  }
}

function pushSubject(env: NodeJS.ProcessEnv): string {
  const subject = needed(env, 'PUSH_SUBJECT', 'PUSH_HOSTS')
  if (!/^(mailto:.+@.+|https:\/\/.+)$/.test(subject)) throw wrong('PUSH_SUBJECT', 'mailto: 或 https: 地址', 'a mailto: or https: address')
  return subject
}

function vapidKeys(env: NodeJS.ProcessEnv, dataFolder: string): () => { readonly publicKey: string; readonly privateKey: string } {
  const publicKey = text(env, 'VAPID_PUBLIC_KEY')
  if (publicKey === undefined) return fileVapidKeys(join(dataFolder, 'vapid.json'))
  const privateKey = needed(env, 'VAPID_PRIVATE_KEY', 'VAPID_PUBLIC_KEY')
  return () => ({ publicKey, privateKey })
}

function text(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[name] === '' ? undefined : env[name]
}

function needed(env: NodeJS.ProcessEnv, name: string, because: string): string {
  const value = text(env, name)
  if (value === undefined) throw new StartProblem(`设了 ${because} 就须设 ${name} (${because} needs ${name})`)
  return value
}

function address(url: string, name: string, protocols: readonly string[]): string {
  if (!protocols.includes(URL.parse(url)?.protocol ?? '')) throw wrong(name, protocols.join(' 或 '), protocols.join(' or '))
  return url
}

// the value itself may hold a password and is not said
function wrong(name: string, zh: string, en: string): StartProblem {
  return new StartProblem(`${name} 应为 ${zh} (${name} must be ${en})`)
}
