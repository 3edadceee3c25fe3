import { roles } from '@yinqiao/access/contract'
import { useSay } from '@yinqiao/kernel/web'

/** The title of a role code in the language of the screen; an unknown code shows itself. */
export function useRoleTitle(): (role: string) => string {
  const say = useSay()
  return (role) => {
    const found = roles.find(({ code }) => code === role)
    return found ? say(found.title) : role
  }
}
