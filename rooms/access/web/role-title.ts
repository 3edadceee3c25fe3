import { roles } from '@yinqiao/access/contract'
import { useSay } from '@yinqiao/kernel/web'

/** The title of a role in the language of the screen; an unknown code shows itself. */
export function useRoleTitle(): (code: string) => string {
  const say = useSay()
  return (code) => {
    const found = roles.find((role) => role.code === code)
    return found ? say(found.title) : code
  }
}
