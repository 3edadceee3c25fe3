import { join, resolve } from 'node:path'
import { StartProblem } from '@yinqiao/kernel/server'
import type { NoticesSettings } from '@yinqiao/notices'
import type { EscalationPolicy } from '@yinqiao/watch'
import { readNoticesSettings } from './notices-config.ts'

/** Settings of a running program, all from the environment; every one has a default that works on a fresh machine. */
export interface Config {
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  readonly host: string
  readonly port: number
  /** Elders of the synthetic district; 0 = a real district without demo accounts. */
  readonly synthetic: number
  /** Homes with devices of the synthetic district; none in a real one. */
  readonly homes: number
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
  /** What this process does; all roles unless told. One database may serve many processes, each with some of the roles. */
  readonly roles: ReadonlySet<RoleName>
  /** Name of this process among those that share the data folder: it keeps its spool under it. */
  readonly nodeName: string
  readonly intake: IntakeConfig
  /** Smoke, gas, CO and water of an empty flat are told all the same: it burns its neighbours. `YINQIAO_HAZARDS_ALWAYS=0` mutes them with the rest. */
  readonly hazardsAlways: boolean
  /** Times of the alarm path that the district sets otherwise than shipped. */
  readonly escalation: Partial<Pick<EscalationPolicy, 'urgent' | 'claim'>>
  /** Takes the place of the process that runs on the data folder: it is asked to stop when this one has everything ready. */
  readonly takeOver: boolean
  /** The machine's clock is believed though it jumped since the program ran last: a person has set it right. */
  readonly machineTime: boolean
  /** Official text of the district's plan, imported when it is there. */
  readonly planFile: string
}

/** Parts of the program that can run as processes of their own. */
export const roleNames = ['web', 'ingest', 'watch', 'worker'] as const
export type RoleName = (typeof roleNames)[number]

/** Doors for devices; port 0 lets the system choose, null shuts the door. */
export interface IntakeConfig {
  readonly host: string
  readonly mqttPort: number | null
  /** An external broker to take messages from. */
  readonly mqttUrl: string | undefined
  /** Servers of a JetStream cluster that carries the messages between nodes; null when this node is alone. */
  readonly nats: NatsConfig | null
  readonly pushPort: number | null
  /** TCP ports of terminals by protocol. */
  readonly terminals: Readonly<Record<string, number>>
  readonly tls: { readonly key: string; readonly cert: string; readonly ca?: string } | null
}

export interface NatsConfig {
  /** `host:port` of some servers of the cluster. */
  readonly servers: readonly string[]
  readonly user: string | undefined
  readonly password: string | undefined
  readonly tls: { readonly ca?: string; readonly cert?: string; readonly key?: string } | undefined
  /** Servers that hold each message. */
  readonly replicas: number
}

/** The repository's root folder. */
export const root = process.env['YINQIAO_ROOT'] ?? resolve(import.meta.dirname, '../..')

/** Reads the settings; a value that cannot be meant is refused by name. */
export function readConfig(env: NodeJS.ProcessEnv = process.env, args: readonly string[] = []): Config {
  const roles = readRoles(args, env)
  const issuer = env['YINQIAO_OIDC_ISSUER']
  const dataFolder = resolve(env['YINQIAO_DATA'] ?? join(root, 'data'))
  const districtFolder = env['YINQIAO_DISTRICT'] ? resolve(env['YINQIAO_DISTRICT']) : undefined
  return {
    dataFolder,
    databaseUrl: env['DATABASE_URL'],
    host: env['HOST'] ?? '127.0.0.1',
    port: whole(env, 'PORT', 8080, 0, 65535),
    synthetic: whole(env, 'YINQIAO_SYNTHETIC', 2000, 0, 1_000_000),
    homes: whole(env, 'YINQIAO_HOMES', 120, 0, 40_000),
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
    roles,
    nodeName: env['YINQIAO_NODE'] ?? (roles.size === roleNames.length ? 'all' : [...roles].join('-')),
    intake: readIntake(env),
    hazardsAlways: env['YINQIAO_HAZARDS_ALWAYS'] !== '0',
    escalation: readEscalation(env),
    takeOver: args.includes('--take-over') || env['YINQIAO_TAKE_OVER'] === '1',
    machineTime: env['YINQIAO_CLOCK'] === 'machine',
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

/** `--role ingest,watch` or YINQIAO_ROLE; a role that does not exist is refused by name. */
function readRoles(args: readonly string[], env: NodeJS.ProcessEnv): ReadonlySet<RoleName> {
  const at = args.findIndex((arg) => arg === '--role' || arg.startsWith('--role='))
  const text = at < 0 ? (env['YINQIAO_ROLE'] ?? '') : (args[at]?.split('=')[1] ?? args[at + 1] ?? '')
  if (at < 0 && text === '') return new Set(roleNames)
  const names = text.split(',').map((name) => name.trim())
  const wrong = names.find((name) => !roleNames.some((role) => role === name))
  if (wrong !== undefined)
    throw new StartProblem(`没有角色“${wrong}”，可用：${roleNames.join('、')} (there is no role "${wrong}": ${roleNames.join(', ')})`)
  return new Set(roleNames.filter((role) => names.includes(role)))
}

/** ESCALATE_SECONDS=60,180,240: next operator, supervisor, telephone, counted from the opening of an alarm of level 1 or 2. */
function readEscalation(env: NodeJS.ProcessEnv): Config['escalation'] {
  const text = env['ESCALATE_SECONDS']
  if (text === undefined || text === '') return {}
  const [operator = 0, supervisor = 0, telephone = 0] = text.split(',').map(Number)
  if (!(operator > 0 && supervisor > operator && telephone > supervisor))
    throw new StartProblem('ESCALATE_SECONDS 应为三个递增的秒数，如 60,180,240 (three rising numbers of seconds)')
  return { urgent: [operator, supervisor, telephone] }
}

/** Doors as shipped: MQTT, signed HTTP push, and the commonest terminals. */
const usualTerminals = 'watch:5093,minifinder2:5082,jt808:5015,gt06:5023,h02:5013'

function readIntake(env: NodeJS.ProcessEnv): IntakeConfig {
  const door = (name: string, usual: number) => (env[name] === 'off' ? null : whole(env, name, usual, 0, 65535))
  const terminals: Record<string, number> = {}
  for (const part of (env['TERMINAL_PORTS'] ?? usualTerminals).split(',').filter((text) => text !== '' && text !== 'off')) {
    const [protocol = '', port = ''] = part.split(':')
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
      throw new StartProblem(`TERMINAL_PORTS 应形如 watch:5093,gt06:5023 (TERMINAL_PORTS looks like watch:5093,gt06:5023)`)
    terminals[protocol.trim()] = Number(port)
  }
  const [key, cert] = [env['INTAKE_TLS_KEY'], env['INTAKE_TLS_CERT']]
  const ca = env['INTAKE_TLS_CA']
  return {
    host: env['INTAKE_HOST'] ?? env['HOST'] ?? '127.0.0.1',
    mqttPort: door('MQTT_PORT', 1883),
    mqttUrl: env['MQTT_URL'],
    nats: readNats(env),
    pushPort: door('PUSH_PORT', 8090),
    terminals,
    tls: key === undefined || cert === undefined ? null : { key, cert, ...(ca === undefined ? {} : { ca }) },
  }
}

/** NATS_URL=nats://a:4222,nats://b:4222 with NATS_USER and NATS_PASSWORD; tls:// asks for TLS, NATS_TLS_CA, _CERT, _KEY name its files. */
function readNats(env: NodeJS.ProcessEnv): NatsConfig | null {
  const text = env['NATS_URL']
  if (text === undefined || text === '') return null
  const urls = text.split(',').map((one) => /^(?:(nats|tls):\/\/)?([\w.-]+(?::\d{1,5})?|\[[\da-f:]+\](?::\d{1,5})?)$/i.exec(one.trim()))
  if (urls.includes(null))
    throw new StartProblem('NATS_URL 应形如 nats://甲:4222,nats://乙:4222 (NATS_URL looks like nats://a:4222,nats://b:4222)')
  const file = (name: string, as: string) => (env[name] ? { [as]: env[name] } : {})
  const tls = { ...file('NATS_TLS_CA', 'ca'), ...file('NATS_TLS_CERT', 'cert'), ...file('NATS_TLS_KEY', 'key') }
  const wanted = urls.some((url) => url?.[1]?.toLowerCase() === 'tls') || Object.keys(tls).length > 0
  return {
    servers: urls.map((url) => url?.[2] ?? ''),
    user: env['NATS_USER'],
    password: env['NATS_PASSWORD'],
    tls: wanted ? tls : undefined,
    replicas: whole(env, 'NATS_REPLICAS', 3, 1, 5),
  }
}
