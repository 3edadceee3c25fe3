/**
 * Whether a push endpoint lies on an allowed host. Without this list a browser could have this server call any address.
 * Entries: `push.example.org`, `*.push.example.org` (https only), or an origin `http://127.0.0.1:9000` taken as it is.
 */
export function allowsEndpoint(endpoint: string, hosts: readonly string[]): boolean {
  const url = URL.parse(endpoint)
  if (url === null || url.username !== '' || url.password !== '') return false
  return hosts.some((entry) => {
    if (entry.includes('://')) return url.origin === entry
    if (url.protocol !== 'https:' || url.port !== '') return false
    return entry.startsWith('*.') ? url.hostname.endsWith(entry.slice(1)) : url.hostname === entry
  })
}
