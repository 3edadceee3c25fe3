import { type Role, roles } from '../contract/roles.ts'

/**
 * The role already held that keeps an account from also holding `wanted`: the three administrators
 * exclude one another and every other role (GB/T 22239-2019, separation of management duties).
 */
export function excludedBy(wanted: string, held: readonly string[]): Role | undefined {
  const isAdmin = (code: string) => roles.some((role) => role.code === code && role.admin)
  const other = held.find((code) => code !== wanted && (isAdmin(code) || isAdmin(wanted)))
  return roles.find(({ code }) => code === other)
}

/** The scope a post of the role still lacks; undefined when it has what it needs. */
export function missingScope(
  role: string,
  post: { readonly area: string; readonly providerId: string | null; readonly persons: readonly unknown[] },
): Role['scope'] | undefined {
  const scope = roles.find(({ code }) => code === role)?.scope ?? 'none'
  if (scope === 'area') return post.area === '' ? scope : undefined
  if (scope === 'provider') return post.providerId === null ? scope : undefined
  if (scope === 'persons') return post.persons.length === 0 ? scope : undefined
  return undefined
}
