import type { Pickers } from '@yinqiao/kernel/web'
import { ProviderPicker, UnitName, UnitPicker } from '@yinqiao/orgs/web'
import { PersonPicker } from '@yinqiao/people/web'
import { DivisionPicker } from '@yinqiao/places/web'

/** Which room fills which place of the pickers. */
export const pickers: Pickers = {
  unit: UnitPicker,
  provider: ProviderPicker,
  person: PersonPicker,
  division: DivisionPicker,
  unitName: UnitName,
}
