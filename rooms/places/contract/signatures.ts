import { ChangedMeanwhile, command, Day, DivisionCode, PageInput, pageOf, query } from '@yinqiao/kernel/contract'
import { z } from 'zod'
import { Block, BlockCode, DistrictFile, Division } from './division.ts'
import { EditBlocks, EditSites, LoadPlaces } from './permissions.ts'
import { CodedPoint, LngLat, OutlineFile } from './point.ts'
import {
  BlockUnknown,
  DivisionUnknown,
  FileInconsistent,
  FileOlder,
  MemberOverlaps,
  MemberUnknown,
  OutlineMissing,
  OutsideArea,
  PointOutside,
  SiteUnknown,
} from './refusals.ts'
import { Site, SiteId, SiteKind, SiteState } from './site.ts'

/** Loads a district's divisions and, when given, its outline. Loading the same file again changes nothing. */
export const LoadDistrict = command({
  name: 'places.load-district',
  title: { zh: '装载区划', en: 'Load divisions' },
  permission: LoadPlaces,
  input: z.object({ district: DistrictFile, outline: OutlineFile.nullish() }),
  output: z.object({
    created: z.number().int(),
    changed: z.number().int(),
    closed: z.number().int(),
    unchanged: z.number().int(),
    blocks: z.number().int(),
    outline: z.enum(['loaded', 'unchanged', 'none']),
  }),
  refusals: [FileInconsistent, FileOlder],
  isolation: 'serializable',
  bodyLimit: 16 * 1024 * 1024,
})

/** The divisions valid on a day, ordered by code: county, towns and villages of the district (neighbours only when asked). */
export const ListDivisions = query({
  name: 'places.list-divisions',
  title: { zh: '行政区划', en: 'Divisions' },
  permission: 'signed-in',
  input: z.object({
    on: Day.nullish().describe('the day; today when absent'),
    under: DivisionCode.nullish().describe('only this division and those below it'),
    neighbours: z.boolean().default(false),
  }),
  output: z.object({ on: Day, divisions: z.array(Division) }),
  refusals: [],
})

/** The management blocks with the divisions that belonged to them on a day. */
export const ListBlocks = query({
  name: 'places.list-blocks',
  title: { zh: '板块', en: 'Management blocks' },
  permission: 'signed-in',
  input: z.object({ on: Day.nullish() }),
  output: z.object({ on: Day, blocks: z.array(Block) }),
  refusals: [],
})

/** Says that a division belongs to a block from a day, or no longer does from a day, on the ground of a paper. */
export const SetBlockMember = command({
  name: 'places.set-block-member',
  title: { zh: '设置板块范围', en: 'Set the members of a block' },
  permission: EditBlocks,
  input: z.object({
    blockCode: BlockCode,
    divisionCode: DivisionCode,
    belongs: z.boolean(),
    from: Day,
    basis: z.string().trim().min(2).max(200),
  }),
  output: z.object({ block: Block }),
  refusals: [BlockUnknown, DivisionUnknown, MemberOverlaps, MemberUnknown],
  isolation: 'serializable',
})

/** The outline of the district (WGS-84) for maps that need no tiles. */
export const GetOutline = query({
  name: 'places.get-outline',
  title: { zh: '区界', en: 'District outline' },
  permission: 'signed-in',
  input: z.object({ districtCode: DivisionCode.nullish().describe('the only loaded one when absent') }),
  output: OutlineFile,
  refusals: [OutlineMissing],
})

const SiteInput = z.object({
  name: z.string().trim().min(1).max(100),
  kind: SiteKind,
  address: z.string().trim().min(1).max(200),
  divisionCode: DivisionCode,
  point: CodedPoint.nullable().describe('null = not located yet'),
})

/** Sites by name, address, kind, division and state; keyset paging by name. */
export const ListSites = query({
  name: 'places.list-sites',
  title: { zh: '场所', en: 'Sites' },
  permission: 'signed-in',
  input: PageInput.extend({
    search: z.string().trim().max(100).nullish(),
    kind: SiteKind.nullish(),
    under: DivisionCode.nullish(),
    state: SiteState.nullish(),
    located: z.boolean().nullish(),
  }),
  output: pageOf(Site),
  refusals: [],
})

export const CreateSite = command({
  name: 'places.create-site',
  title: { zh: '新增场所', en: 'Add a site' },
  permission: EditSites,
  input: SiteInput,
  output: Site,
  refusals: [PointOutside, DivisionUnknown, OutsideArea],
})

export const EditSite = command({
  name: 'places.edit-site',
  title: { zh: '修改场所', en: 'Edit a site' },
  permission: EditSites,
  input: SiteInput.extend({ id: SiteId, version: z.number().int().min(1), state: SiteState }),
  output: Site,
  refusals: [SiteUnknown, PointOutside, DivisionUnknown, OutsideArea, ChangedMeanwhile],
})

/** Where a position lies: in WGS-84, and whether in the district (`metresOutside` 0 inside, null without an outline). */
export const LocatePoint = query({
  name: 'places.locate-point',
  title: { zh: '核对坐标', en: 'Check a position' },
  permission: 'signed-in',
  input: CodedPoint,
  output: z.object({
    wgs84: LngLat,
    gcj02: LngLat,
    bd09: LngLat,
    district: z.string().nullable(),
    metresOutside: z.number().nullable(),
  }),
  refusals: [],
})

export const placesSignatures = [
  LoadDistrict,
  ListDivisions,
  ListBlocks,
  SetBlockMember,
  GetOutline,
  ListSites,
  CreateSite,
  EditSite,
  LocatePoint,
]
