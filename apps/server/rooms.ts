import { access, type AccessSettings } from '@yinqiao/access'
import { industry } from '@yinqiao/industry'
import type { Room } from '@yinqiao/kernel'
import { orgs } from '@yinqiao/orgs'
import { people } from '@yinqiao/people'
import { places } from '@yinqiao/places'
import { type PlanSettings, plan } from '@yinqiao/plan'

/** The rooms of the program, lowest floor first; nothing else grows here. */
export function rooms(settings: AccessSettings & PlanSettings): readonly Room[] {
  return [places, orgs, access(settings), people, industry, plan(settings)]
}
