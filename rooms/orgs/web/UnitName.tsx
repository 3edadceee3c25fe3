import { useQuery } from '@yinqiao/kernel/web'
import { ListUnits } from '@yinqiao/orgs/contract'
import { Link } from '@tanstack/react-router'

/** The name of a unit, leading to its page; its id while it is not known. */
export function UnitName({ id }: { readonly id: string }) {
  const answer = useQuery(ListUnits, {})
  const unit = answer.data?.units.find((each) => each.id === id)
  return <Link to={`/orgs/units/${id}`}>{unit?.name ?? id}</Link>
}
