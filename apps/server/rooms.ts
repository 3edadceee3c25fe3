import { access, type AccessSettings } from '@yinqiao/access'
import type { Room } from '@yinqiao/kernel'
import { places } from '@yinqiao/places'

/** The rooms of the program, lowest floor first; nothing else grows here. */
export function rooms(settings: AccessSettings): readonly Room[] {
  return [places, access(settings)]
}
