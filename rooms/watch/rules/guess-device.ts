/** What the sender of a strange message would be registered as, when its name is `protocol:serial`; null = the name does not say. */
export function guessDevice(source: string): { readonly protocol: string; readonly serial: string } | null {
  const match = /^([a-z0-9][a-z0-9-]{0,30}):([0-9A-Za-z][0-9A-Za-z._-]{0,63})$/.exec(source)
  const [, protocol, serial] = match ?? []
  return protocol === undefined || serial === undefined ? null : { protocol, serial }
}
