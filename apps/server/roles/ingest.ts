import { join } from 'node:path'
import { createHash, timingSafeEqual } from 'node:crypto'
import {
  type Admission,
  type BatchOptions,
  type Batches,
  messageKey,
  openBatches,
  openBroker,
  openBrokerClient,
  openPush,
  openSpool,
  openTerminals,
  slowGuesses,
} from '@yinqiao/intake'
import type { OnRefused, RawMessage } from '@yinqiao/intake/contract'
import { asSystem, type LiveHub, type Kernel, openPool } from '@yinqiao/kernel/server'
import {
  decoders,
  doubtFlushed,
  doubtTaken,
  endSilence,
  flushSeen,
  forgetNonces,
  isUrgent,
  lookAtFalls,
  layUnkept,
  type Memory,
  noteOf,
  openMemory,
  quarantine,
  readSpooled,
  refreshMemory,
  rereadStates,
  SpooledNews,
  takeMessages,
  tieDecoded,
  tieNote,
} from '@yinqiao/watch'
import type { RegisteredDevice } from '@yinqiao/watch/contract'
import type { Platform } from '../platform.ts'
import { askNonces } from './ask-nonces.ts'
import { noteRefusals } from './note-refusals.ts'
import { openBetween } from './open-between.ts'
import { alarmPatience, repeat } from './repeat.ts'

/** Where devices can reach this process. */
export interface Doors {
  readonly mqtt: number | null
  readonly push: number | null
  readonly terminals: Readonly<Record<string, number>>
  readonly memory: Memory
  readonly batches: Batches
  /** Addresses, for people. */
  readonly at: readonly string[]
  stop(): Promise<void>
}

const registerEvery = 1000
/** A crash loses at most this of what was seen of devices: they then count as seen a little earlier. */
const flushEvery = 3000

/** What the intake needs before it opens its doors, and what takes long: the whole register in memory. */
export interface IngestReady {
  readonly kernel: Kernel
  readonly memory: Memory
}

/** Reads the register. May be done while another process still holds the doors: `startIngest` reads what changed since. */
export async function prepareIngest({ kernel: shared, server, config }: Platform): Promise<IngestReady> {
  // a pool of its own: pages that are busy must not hold up an alarm
  const kernel: Kernel = { ...shared, pool: openPool(server.url('yinqiao_app'), 8, alarmPatience) }
  const memory = openMemory({ shared: config.intake.nats !== null, hazardsAlways: config.hazardsAlways })
  await asSystem(kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
  return { kernel, memory }
}

/** The intake: takes messages of devices from all doors and acknowledges each after its commit. */
export async function startIngest(platform: Platform, nodeName: string, hub: LiveHub | undefined, early?: IngestReady): Promise<Doors> {
  const { config, server, watchSettings: settings } = platform
  const { kernel, memory } = early ?? (await prepareIngest(platform))
  if (early !== undefined)
    await asSystem(kernel, 'watch', async (ctx) => {
      await refreshMemory(ctx, memory)
      // what the readers remember was written by the process before until its end
      await rereadStates(ctx, memory)
    })
  const now = () => kernel.chance.now().epochMilliseconds
  const lay = (message: RawMessage, reason: string, detail: string) =>
    asSystem(kernel, 'watch', (ctx) =>
      quarantine(ctx, [{ ...message, reason, detail: detail.slice(0, 400), bytes: message.payload.length, payload: message.payload }]),
    )
  const note = noteRefusals(kernel)
  const onRefused: OnRefused = (kind, who, what) =>
    note({ via: 'mqtt', source: who, topic: '', reason: kind, detail: what.slice(0, 400), bytes: 0, payload: new Uint8Array() })
  const spool = await openSpool(join(config.dataFolder, 'spool', nodeName), {
    noteOf,
    onNote: tieNote,
    onDamage: (file, what) => kernel.log.error({ file, what }, 'spool of the intake'),
  })
  const common: Pick<BatchOptions, 'keep' | 'isUrgent' | 'onPoison'> = {
    keep: (messages) =>
      asSystem(kernel, 'watch', (ctx) => takeMessages(ctx, memory, messages, settings.policy)).catch((error: unknown) => {
        doubtTaken(memory, messages)
        throw error
      }),
    isUrgent: (message) => isUrgent(memory, message),
    onPoison: (message, reason) => asSystem(kernel, 'watch', (ctx) => layUnkept(ctx, memory, message, reason, settings.policy)),
  }
  /** Shows a press that is safe or on its way, but no alarm yet. */
  const show = (message: RawMessage) => {
    const news = readSpooled(memory, message)
    if (news !== undefined) hub?.tellNow({ topic: SpooledNews.name, area: news.divisionCode, data: { ...news, key: messageKey(message) } })
  }
  const batches = openBatches({
    ...common,
    spool,
    onAway: (away, reason) => kernel.log.error({ away, reason: reason.slice(0, 200) }, 'database of the intake'),
    onTrouble: (what) => kernel.log.error({ what: what.slice(0, 200) }, 'spool of the intake'),
    onSpooled: (messages) => messages.forEach(show),
    onLate: show,
  })
  const closers: (() => Promise<unknown>)[] = []
  const open = async <T extends { close(): Promise<unknown> }>(door: Promise<T>): Promise<T> => {
    const opened = await door
    closers.push(() => opened.close())
    return opened
  }
  const { nats } = config.intake
  const url = server.url('yinqiao_app')
  const between = nats === null ? null : openBetween({ nats, nodeName, url, kernel, memory, common, lay, local: batches, show })
  const take = between?.take ?? batches.take
  const door = {
    host: config.intake.host,
    onMessage: take,
    onRefused,
    now,
    ...(config.intake.tls === null ? {} : { tls: config.intake.tls }),
  }
  const mqtt =
    config.intake.mqttPort === null
      ? null
      : await open(
          openBroker({
            ...door,
            port: config.intake.mqttPort,
            authenticate: slowGuesses((_id, user, password) => admit(memory, user, password)),
          }),
        )
  if (config.intake.mqttUrl !== undefined)
    await open(
      Promise.resolve(
        openBrokerClient({
          url: config.intake.mqttUrl,
          topics: ['up/#'],
          onMessage: take,
          now,
          name: nodeName,
          sourceOf: senderOf,
        }),
      ),
    )
  const push =
    config.intake.pushPort === null
      ? null
      : await open(
          openPush({
            ...door,
            port: config.intake.pushPort,
            claimNonce: askNonces(kernel),
            findKey: (source) => {
              const hash = memory.devices.get(source)?.secretHash
              return hash == null ? null : { ...admissionOf(source), secret: Buffer.from(hash, 'hex') }
            },
          }),
        )
  const terminals: Record<string, number> = {}
  for (const [protocol, port] of Object.entries(config.intake.terminals)) {
    const decoder = decoders.find((one) => one.protocol === protocol)
    if (decoder === undefined) throw new Error(`no decoder for ${protocol}`)
    const opened = await open(
      openTerminals({
        ...door,
        port,
        protocol: decoder,
        admit: (source) => memory.devices.has(source),
        saysNothing: ({ positions, attributes, error }) => positions.length === 0 && Object.keys(attributes).length === 0 && error === null,
        payloadOf: (frame, decoded) => {
          tieDecoded(frame, decoder.protocol, decoded)
          return frame
        },
      }),
    )
    terminals[protocol] = opened.port
  }
  const rounds = [
    repeat(kernel.log, 'register', registerEvery, async () => {
      await asSystem(kernel, 'watch', (ctx) => refreshMemory(ctx, memory))
      mqtt?.recheck(({ source, proof }) => mayCome(memory.devices.get(source), proof))
    }),
    repeat(kernel.log, 'nonces', 60_000, () => asSystem(kernel, 'watch', forgetNonces)),
    repeat(kernel.log, 'falls', registerEvery, async () => {
      if (memory.falls.size === 0) return
      const settled = await asSystem(kernel, 'watch', (ctx) => lookAtFalls(ctx, memory, settings.policy))
      settled()
    }),
    repeat(kernel.log, 'seen', flushEvery, () =>
      asSystem(kernel, 'watch', async (ctx) => endSilence(ctx, await flushSeen(ctx, memory), settings.policy)).catch((error: unknown) => {
        doubtFlushed(memory)
        throw error
      }),
    ),
  ]
  const host = config.intake.host
  return {
    at: [
      ...(mqtt === null ? [] : [`mqtt://${host}:${mqtt.port}`]),
      ...(push === null ? [] : [`push http://${host}:${push.port}`]),
      ...Object.entries(terminals).map(([protocol, port]) => `${protocol}://${host}:${port}`),
    ],
    mqtt: mqtt?.port ?? null,
    push: push?.port ?? null,
    terminals,
    memory,
    batches,
    async stop() {
      for (const close of closers.toReversed()) await close()
      await between?.stop()
      await batches.close()
      for (const round of rounds) await round.stop()
      await asSystem(kernel, 'watch', async (ctx) => endSilence(ctx, await flushSeen(ctx, memory), settings.policy)).catch(() => {})
      await spool.close()
      await kernel.pool.end()
    },
  }
}

/** A device signs in with its source as user and its secret; it may publish under its own name alone. */
function admit(memory: Memory, user: string | undefined, password: Uint8Array | undefined): Admission | null {
  const device = user === undefined ? undefined : memory.devices.get(user)
  if (device === undefined || device.secretHash === null || password === undefined) return null
  const given = createHash('sha256').update(password).digest()
  const known = Buffer.from(device.secretHash, 'hex')
  return known.length === given.length && timingSafeEqual(known, given) && mayCome(device, device.secretHash)
    ? { ...admissionOf(device.source), proof: device.secretHash }
    : null
}

/** Whether a device may speak by the secret of that digest. */
const mayCome = (device: RegisteredDevice | undefined, secretHash: string | undefined): boolean =>
  device !== undefined && device.secretHash === secretHash && device.state !== 'scrapped' && device.state !== 'lost'

const admissionOf = (source: string): Admission => ({ source, mayPublish: [`up/${source}`], maySubscribe: [`down/${source}`] })

/** The sender of a message that came through somebody else's broker: `up/<source>/…`. */
const senderOf = (topic: string): string => topic.split('/')[1] ?? ''
