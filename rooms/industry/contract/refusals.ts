import { refusal } from '@yinqiao/kernel/contract'
import { chainRefusals } from './chain-refusals.ts'

export const ParkUnknown = refusal('industry.park-unknown', 'missing', '找不到该园区', 'No such park')
export const ParkNameTaken = refusal(
  'industry.park-name-taken',
  'conflict',
  '已有名为“{name}”的园区',
  'There is a park named "{name}" already',
)
export const ParkParentWrong = refusal(
  'industry.park-parent-wrong',
  'invalid',
  '“{name}”：只有区块属于园区，且须属于园区或载体',
  '"{name}": only a zone belongs to a park, and it must belong to a park or site',
)
export const ParkMoveIllegal = refusal(
  'industry.park-move-illegal',
  'state',
  '“{name}”自 {since} 起为“{from}”，不能于 {on} 改为“{to}”',
  '"{name}" is "{fromEn}" since {since} and cannot become "{toEn}" on {on}',
)
export const SpaceUnknown = refusal('industry.space-unknown', 'missing', '找不到该可租单元', 'No such lettable unit')
export const SpaceTaken = refusal(
  'industry.space-taken',
  'conflict',
  '{building} {number} 在 {from} 至 {lastDay} 已登记',
  '{building} {number} is recorded from {from} to {lastDay} already',
)
export const SpaceInUse = refusal(
  'industry.space-in-use',
  'state',
  '“{tenant}”的租约（{from} 至 {lastDay}，{area} 平方米）超出变更后的单元',
  'The lease of "{tenant}" ({from} to {lastDay}, {area} m²) does not fit the unit after the change',
)
export const LeaseUnknown = refusal('industry.lease-unknown', 'missing', '找不到该租约', 'No such lease')
export const TenantUnknown = refusal(
  'industry.tenant-unknown',
  'invalid',
  '承租人须是企业名录中未注销的企业',
  'The tenant must be a firm of the register that is not closed',
)
export const LeaseBackwards = refusal(
  'industry.lease-backwards',
  'invalid',
  '截止日 {lastDay} 早于起始日 {from}',
  'The last day {lastDay} is before the first day {from}',
)
export const RentFreeOutside = refusal(
  'industry.rent-free-outside',
  'invalid',
  '免租期截止日 {day} 须在租期 {from} 至 {lastDay} 之内',
  'The last rent-free day {day} must lie within the lease, {from} to {lastDay}',
)
export const LeaseOutsideSpace = refusal(
  'industry.lease-outside-space',
  'invalid',
  '租期 {from} 至 {lastDay} 超出该单元的可租期',
  'The lease from {from} to {lastDay} is not within the time the unit can be let',
)
export const AreaTooLarge = refusal(
  'industry.area-too-large',
  'invalid',
  '租赁面积 {area} 平方米大于该单元的 {most} 平方米',
  'The leased area of {area} m² is larger than the {most} m² of the unit',
)
export const LeaseOverlap = refusal(
  'industry.lease-overlap',
  'conflict',
  '与“{tenant}”的租约（{number}，{from} 至 {lastDay}）重叠',
  'Overlaps the lease of "{tenant}" ({number}, {from} to {lastDay})',
)
export const SubletOutside = refusal(
  'industry.sublet-outside',
  'invalid',
  '转租须在原租约（{from} 至 {lastDay}）之内，且属同一单元、不得再转租',
  'A sublet must lie within its lease ({from} to {lastDay}), on the same unit, and not be sublet again',
)
export const SubletTooLarge = refusal(
  'industry.sublet-too-large',
  'invalid',
  '{day} 转租面积合计 {area} 平方米，大于原租约的 {most} 平方米',
  'On {day} the sublets add up to {area} m², more than the {most} m² of their lease',
)
export const SplitOutside = refusal(
  'industry.split-outside',
  'invalid',
  '变更日 {on} 须晚于起始日 {from}，且不晚于截止日 {lastDay}',
  'The day of change {on} must be after the first day {from} and not after the last, {lastDay}',
)
export const DivisionNotKnown = refusal('industry.division-unknown', 'invalid', '没有区划代码 {code}', 'No division {code}')
export const UnitNotKnown = refusal(
  'industry.unit-unknown',
  'invalid',
  '运营单位不在单位名录中',
  'The operator is not in the register of units',
)
export const OutsideYourArea = refusal(
  'industry.outside-area',
  'forbidden',
  '“{name}”不在您的管辖范围（{area}）内',
  '"{name}" is not in your area ({area})',
)
export const NotYourPark = refusal('industry.not-your-park', 'forbidden', '“{name}”由另一单位运营', '"{name}" is operated by another unit')

export const RecordUnknown = refusal('industry.record-unknown', 'missing', '找不到该记录', 'No such record')

export const industryRefusals = [
  RecordUnknown,
  ParkUnknown,
  ParkNameTaken,
  ParkParentWrong,
  ParkMoveIllegal,
  SpaceUnknown,
  SpaceTaken,
  SpaceInUse,
  LeaseUnknown,
  TenantUnknown,
  LeaseBackwards,
  RentFreeOutside,
  LeaseOutsideSpace,
  AreaTooLarge,
  LeaseOverlap,
  SubletOutside,
  SubletTooLarge,
  SplitOutside,
  DivisionNotKnown,
  UnitNotKnown,
  OutsideYourArea,
  NotYourPark,
  ...chainRefusals,
]
