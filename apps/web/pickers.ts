import type { Pickers } from '@yinqiao/kernel/web'
import { ProviderPicker, UnitPicker } from '@yinqiao/orgs/web'
import { PersonPicker } from '@yinqiao/people/web'

/** Which room fills which place of the pickers. */
export const pickers: Pickers = { unit: UnitPicker, provider: ProviderPicker, person: PersonPicker }
