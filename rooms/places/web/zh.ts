/** Words of the places screens. */
export const zh = {
  map: '区域地图：{n} 个点位',
  mapHint: '方向键平移，+ − 缩放；点位也可在列表中选择。',
  mapFailed: '此浏览器无法显示地图（需要 WebGL），请使用列表。',
  outlineSource: '区界：{title}',
  division: '所属区划',
  divisionAll: '全部区划',
  zoomIn: '放大',
  zoomOut: '缩小',
  whole: '全区',
} as const
