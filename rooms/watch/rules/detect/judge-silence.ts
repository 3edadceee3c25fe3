import type { Decision, Why } from '../../contract/cause.ts'
import { decide, getRule, settingOf } from './shipped-rules.ts'

/** A device of one home. Times in milliseconds since 1970 UTC. */
export interface WatchedDevice {
  readonly id: string
  readonly isGateway: boolean
  /** The gateway it speaks through; null: it speaks for itself. */
  readonly gateway: string | null
  /** Last message of any sort; null = never heard. */
  readonly lastSeenAt: number | null
  /** Bound to the home since. */
  readonly boundAt: number
  /** Longest silence contracted, minutes; null = none contracted, the rule's default holds. */
  readonly limitMinutes: number | null
}

/** One silence of one gateway, or of the home. */
export interface Silence {
  /** The gateway's id, or 'home' for devices that are silent one by one. At most one open case for each. */
  readonly about: string
  /** Devices that are silent, the gateway itself not among them. */
  readonly devices: readonly string[]
  readonly decision: Decision
}

/**
 * Who is silent beyond what is contracted: one finding a gateway, and one for the devices of the home that are silent while their
 * way is open; never one a sensor. Whole homes have their own limit (`homeMinutes`; null = none): nothing heard at all. A gateway that still says it is there while everything behind it (two or more) is silent is
 * the gateway's finding as well. A device not heard since counts from its binding.
 *
 * Judged from the state and not from comings and goings: a case is open while its finding is given and closes when it is not. So data
 * that returns in the same instant in which the silence is found leaves no case behind, if both look at the row under its lock.
 */
export function judgeSilence(devices: readonly WatchedDevice[], now: number, homeMinutes: number | null = null): readonly Silence[] {
  const rule = getRule('silence')
  const limitOf = (one: WatchedDevice) => (one.limitMinutes ?? usualSilence(one.isGateway)) * 60_000
  const silentFor = (one: WatchedDevice) => now - Math.max(one.lastSeenAt ?? one.boundAt, one.boundAt)
  const isSilent = (one: WatchedDevice) => silentFor(one) > limitOf(one)
  const of = (about: string, silent: readonly WatchedDevice[], why: Why): Silence => ({
    about,
    devices: silent.filter((one) => one.id !== about).map((one) => one.id),
    decision: decide(rule, 'yes', why, {
      facts: {
        about,
        devices: silent.filter((one) => one.id !== about).length,
        silentMinutes: Math.floor(Math.max(...silent.map(silentFor)) / 60_000),
      },
      missing: silent.some((one) => one.limitMinutes === null) ? ['contracted-interval'] : [],
    }),
  })
  const gateways = devices.filter((one) => one.isGateway)
  const found = gateways.flatMap((gateway) => {
    const behind = devices.filter((one) => one.gateway === gateway.id)
    const silent = behind.filter(isSilent)
    if (isSilent(gateway)) return [of(gateway.id, [gateway, ...silent], 'gateway-silent')]
    return behind.length >= 2 && silent.length === behind.length ? [of(gateway.id, silent, 'all-behind-silent')] : []
  })
  if (homeMinutes !== null && devices.length > 0 && devices.every((one) => silentFor(one) > homeMinutes * 60_000)) {
    // also where a sensor has been dead for long: what is silent on its own must not stand before the home
    const [gateway] = found
    if (gateway === undefined) return [of('home', devices, 'home-silent')]
    // a gateway that is out stays the one case; the rest of the home is silent with it
    return [of(gateway.about, devices, gateway.decision.why), ...found.slice(1)]
  }
  const told = new Set(found.map((one) => one.about))
  const single = devices.filter((one) => !one.isGateway && isSilent(one) && !(one.gateway !== null && told.has(one.gateway)))
  return single.length > 0 ? [...found, of('home', single, 'device-silent')] : found
}

/** Minutes after which a device without a contracted interval is silent: gateways speak by the minute, sensors when something happens. */
export function usualSilence(isGateway: boolean): number {
  return settingOf(getRule('silence'), isGateway ? 'gatewayHours' : 'hours') * 60
}
