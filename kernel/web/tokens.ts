/**
 * The look in one place: 粉墙黛瓦, white walls under slate roofs.
 * One accent (ginkgo gold), one alert (vermilion); blue, gold and vermilion stay apart for every common
 * colour blindness. The contrast of every text colour on `paper` and `wall` is at least 4.5:1 (tokens.test.ts).
 */
export const tokens = {
  /** Ground of the page: lime-washed wall in soft light. */
  paper: '#f7f6f2',
  /** Sheets that lie on the ground. */
  wall: '#ffffff',
  /** A sheet pressed in: table heads, margins. */
  shade: '#efeeea',
  line: '#dcdad3',
  lineStrong: '#8a9098',
  /** Roof slate: the header, and the strongest text. */
  roof: '#252e37',
  roofLine: '#3d4955',
  roofText: '#f4f2ec',
  roofMuted: '#b9c1c9',
  ink: '#252e37',
  inkSoft: '#4f5a65',
  inkFaint: '#626c77',
  slate: '#35536b',
  slateWash: '#e8eef2',
  ginkgo: '#e5b035',
  ginkgoDeep: '#7d5700',
  ginkgoWash: '#fbf1d6',
  vermilion: '#b3361b',
  vermilionWash: '#fbe9e4',
  calm: '#1f6480',
  calmWash: '#e3eff4',
  radius: 3,
  space: 8,
  textSize: 14,
  fontText:
    '"Source Han Sans SC","Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei","HarmonyOS Sans SC",system-ui,sans-serif',
  fontTitle: '"Source Han Serif SC","Noto Serif SC","Noto Serif CJK SC","Songti SC","STSong",SimSun,serif',
  fontFigures: 'ui-monospace,"SF Mono","Cascadia Mono",Consolas,"Noto Sans Mono",monospace',
} as const
