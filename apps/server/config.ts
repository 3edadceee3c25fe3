import { join, resolve } from 'node:path'
import { StartProblem } from '@yinqiao/kernel/server'
import type { NoticesSettings } from '@yinqiao/notices'
import { readNoticesSettings } from './notices-config.ts'

/** Settings of a running program, all from the environment; every one has a default that works on a fresh machine. */
export interface Config {
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  readonly host: string
  readonly port: number
  /** Elders of the synthetic district; 0 = a real district without demo accounts. */
  readonly synthetic: number
  /** Whether the synthetic district also lives through its year (firms, works, targets); never in a real one. */
  readonly year: boolean
  readonly oidc: {
    readonly issuer: string
    readonly clientId: string
    readonly clientSecret: string
    readonly title: string
    readonly allowHttp: boolean
  } | null
  /** How persons are told: mail, push, SMS, voice. */
  readonly notices: NoticesSettings
  readonly secure: boolean
  readonly trustProxy: boolean
  /** Folder with another district's data; the one shipped when absent. */
  readonly districtFolder: string | undefined
  /** Official text of the district's plan, imported when it is there. */
  readonly planFile: string
}

/** The repository's root folder. */
export const root = process.env['YINQIAO_ROOT'] ?? resolve(import.meta.dirname, '../..')

/** Reads the settings; a value that cannot be meant is refused by name. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const issuer = env['YINQIAO_OIDC_ISSUER']
  const dataFolder = resolve(env['YINQIAO_DATA'] ?? join(root, 'data'))
  const districtFolder = env['YINQIAO_DISTRICT'] ? resolve(env['YINQIAO_DISTRICT']) : undefined
  return {
    dataFolder,
    databaseUrl: env['DATABASE_URL'],
    host: env['HOST'] ?? '127.0.0.1',
    port: whole(env, 'PORT', 8080, 0, 65535),
    synthetic: whole(env, 'YINQIAO_SYNTHETIC', 2000, 0, 1_000_000),
    year: env['YINQIAO_YEAR'] !== '0',
    oidc:
      issuer === undefined
        ? null
        : {
            issuer,
            clientId: env['YINQIAO_OIDC_CLIENT_ID'] ?? 'yinqiao',
            clientSecret: env['YINQIAO_OIDC_CLIENT_SECRET'] ?? '',
            title: env['YINQIAO_OIDC_TITLE'] ?? '统一身份认证',
            allowHttp: env['YINQIAO_OIDC_ALLOW_HTTP'] === '1',
          },
    notices: readNoticesSettings(env, dataFolder),
    secure: env['YINQIAO_TLS'] === '1',
    trustProxy: env['YINQIAO_PROXY'] === '1',
    districtFolder,
    planFile:
      env['YINQIAO_PLAN'] ??
      (districtFolder === undefined ? resolve(root, '../shared/plan/xiangcheng-2025.txt') : join(districtFolder, 'plan.txt')),
  }
}

function whole(env: NodeJS.ProcessEnv, name: string, usual: number, least: number, most: number): number {
  const text = env[name]
  if (text === undefined || text === '') return usual
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most)
    throw new StartProblem(`${name} 应为 ${least} 到 ${most} 的整数 (${name} must be a whole number from ${least} to ${most})`)
  return value
}
