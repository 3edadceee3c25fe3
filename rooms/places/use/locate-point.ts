import { body } from '@yinqiao/kernel'
import { LocatePoint } from '../contract/signatures.ts'
import { fromWgs84, toWgs84 } from '../rules/convert-coding.ts'
import { checkPoint } from '../rules/locate-in-outline.ts'
import { findOutline } from '../store.ts'

export const locatePoint = body(LocatePoint, async (ctx, point) => {
  const wgs84 = toWgs84(point)
  const outline = await findOutline(ctx.db, null)
  const { metres } = checkPoint(wgs84, outline)
  return {
    wgs84,
    gcj02: fromWgs84(wgs84, 'gcj02'),
    bd09: fromWgs84(wgs84, 'bd09'),
    district: outline?.districtName ?? null,
    metresOutside: metres,
  }
})
