import { roles } from '@yinqiao/access/contract'
import { useSay } from '@yinqiao/kernel/web'

// Not roles anybody holds, but the audit knows them.
const others = [
  { code: 'anonymous', title: { zh: '未登录', en: 'Not signed in' } },
  { code: 'system', title: { zh: '系统', en: 'System' } },
]

/** The title of a role in the language of the screen; an unknown code shows itself. */
export function useRoleTitle(): (code: string) => string {
  const say = useSay()
  return (code) => {
    const found = roles.find((role) => role.code === code) ?? others.find((other) => other.code === code)
    return found ? say(found.title) : code
  }
}
