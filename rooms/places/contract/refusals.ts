import { refusal } from '@yinqiao/kernel/contract'

export const PointOutside = refusal(
  'places.point-outside',
  'invalid',
  '该位置不在{district}范围内（在边界外约 {metres} 米），请核对坐标及其坐标系',
  'This position is not in {district} (about {metres} m outside); check the coordinates and their coding',
)
export const DivisionUnknown = refusal(
  'places.division-unknown',
  'invalid',
  '没有区划代码 {code}（{on} 有效的区划中）',
  'No division {code} among those valid on {on}',
)
export const OutsideArea = refusal(
  'places.outside-area',
  'forbidden',
  '“{division}”不在您的管辖范围（{area}）内',
  '"{division}" is not in your area ({area})',
)
export const FileInconsistent = refusal(
  'places.file-inconsistent',
  'invalid',
  '区划文件有误：{problem}（{code}）',
  'The file of divisions is inconsistent: {problemEn} ({code})',
)
export const FileOlder = refusal(
  'places.file-older',
  'state',
  '区划文件的日期 {asOf} 早于已装载的 {loaded}，不能倒退装载',
  'The file is dated {asOf}, before the loaded one of {loaded}; it cannot be loaded backwards',
)
export const BlockUnknown = refusal(
  'places.block-unknown',
  'missing',
  '没有代码为“{code}”的板块',
  'No management block with the code "{code}"',
)
export const MemberOverlaps = refusal(
  'places.member-overlaps',
  'conflict',
  '“{division}”自 {from} 起已属于该板块，不能重复设置',
  '"{division}" has belonged to this block since {from}; it cannot be set twice',
)
export const MemberUnknown = refusal(
  'places.member-unknown',
  'state',
  '“{division}”在 {on} 不属于该板块',
  '"{division}" does not belong to this block on {on}',
)
export const SiteUnknown = refusal('places.site-unknown', 'missing', '找不到该场所', 'No such site')
export const OutlineMissing = refusal('places.outline-missing', 'missing', '尚未装载区界', 'No district outline is loaded')

export const placesRefusals = [
  PointOutside,
  DivisionUnknown,
  OutsideArea,
  FileInconsistent,
  FileOlder,
  BlockUnknown,
  MemberOverlaps,
  MemberUnknown,
  SiteUnknown,
  OutlineMissing,
]
