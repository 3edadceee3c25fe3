export { Block, BlockCode, BlockMember, DistrictFile, Division, DivisionKind } from './division.ts'
export { EditBlocks, EditSites, LoadPlaces } from './permissions.ts'
export { CodedPoint, Coding, LngLat, OutlineFile, OutlineGeometry } from './point.ts'
export {
  BlockUnknown,
  DivisionUnknown,
  FileInconsistent,
  FileOlder,
  MemberOverlaps,
  MemberUnknown,
  OutlineMissing,
  OutsideArea,
  placesRefusals,
  PointOutside,
  SiteUnknown,
} from './refusals.ts'
export {
  CreateSite,
  EditSite,
  GetOutline,
  ListBlocks,
  ListDivisions,
  ListSites,
  LoadDistrict,
  LocatePoint,
  placesSignatures,
  SetBlockMember,
} from './signatures.ts'
export { PointCheck, Site, SiteId, SiteKind, SiteState } from './site.ts'
