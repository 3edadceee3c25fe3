import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/**
 * Ant Design's helpers make two style elements (scroll lock, scroll bar width) without the page's nonce,
 * and their newer siblings take one only by configuration. All of them go through one function, so the
 * nonce is read there, from the page itself. The build fails when the library changes this line.
 */
function styleNonce(): Plugin {
  const file = /@rc-component[\\/]util[\\/]es[\\/]Dom[\\/]dynamicCSS\.js$/
  const line = 'if (csp?.nonce) {\n    styleNode.nonce = csp?.nonce;\n  }'
  return {
    name: 'yinqiao-style-nonce',
    enforce: 'pre',
    transform(code, id) {
      if (!file.test(id.split('?')[0] ?? '')) return null
      if (!code.includes(line))
        throw new Error('dynamicCSS.js of @rc-component/util has changed: see styleNonce in apps/web/vite.config.ts')
      return code.replace(line, `styleNode.nonce = csp?.nonce ?? document.querySelector('meta[property="csp-nonce"]')?.nonce ?? '';`)
    },
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [styleNonce(), react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome107', 'firefox104', 'safari16'],
    // No inlined files: the policy allows images and workers from this server only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    chunkSizeWarningLimit: 1600,
  },
  server: { port: 5173, proxy: { '/api': process.env['YINQIAO_API'] ?? 'http://127.0.0.1:8080' } },
})
