import type { ThemeConfig } from 'antd'
import { tokens } from './tokens.ts'

/** Ant Design's theme, derived from the tokens: flat sheets, hairlines, gold only for the one primary act. */
export const theme: ThemeConfig = {
  hashed: false,
  token: {
    colorPrimary: tokens.slate,
    colorInfo: tokens.calm,
    colorSuccess: tokens.calm,
    colorWarning: tokens.ginkgoDeep,
    colorError: tokens.vermilion,
    colorSuccessBg: tokens.calmWash,
    colorInfoBg: tokens.calmWash,
    colorWarningBg: tokens.ginkgoWash,
    colorWarningBorder: tokens.ginkgo,
    colorErrorBg: tokens.vermilionWash,
    colorLink: tokens.slate,
    colorText: tokens.ink,
    colorTextSecondary: tokens.inkSoft,
    colorTextTertiary: tokens.inkFaint,
    colorTextPlaceholder: tokens.inkFaint,
    colorTextDescription: tokens.inkSoft,
    colorBgLayout: tokens.paper,
    colorBorder: tokens.lineStrong,
    colorBorderSecondary: tokens.line,
    borderRadius: tokens.radius,
    fontFamily: tokens.fontText,
    fontSize: tokens.textSize,
    controlHeight: 34,
    boxShadowSecondary: '0 8px 28px rgba(37,46,55,.16)',
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.18s',
  },
  components: {
    Button: {
      colorPrimary: tokens.ginkgo,
      colorPrimaryHover: '#efc055',
      colorPrimaryActive: '#cf9b22',
      primaryColor: tokens.ink,
      primaryShadow: 'none',
      defaultShadow: 'none',
      dangerShadow: 'none',
      fontWeight: 500,
    },
    Tabs: { inkBarColor: tokens.ginkgo, itemSelectedColor: tokens.ink, itemColor: tokens.inkSoft },
    Steps: { colorPrimary: tokens.slate },
  },
}
