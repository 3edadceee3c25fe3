import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { doorOf } from '@yinqiao/records/contract'
import { kinds, works } from './kinds.ts'
import { precompress } from './precompress.ts'

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

/** `virtual:registers`: what menus need of each register, without its fields. */
function registerDoors(): Plugin {
  const id = 'virtual:registers'
  const list = (name: string, doors: readonly unknown[]) => `export const ${name} = ${JSON.stringify(doors)}\n`
  return {
    name: 'yinqiao-registers',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load: (source) =>
      source === `\0${id}`
        ? list('registers', kinds.map(doorOf)) +
          list(
            'works',
            works.map(({ record }) => doorOf(record)),
          )
        : null,
  }
}

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [styleNonce(), registerDoors(), react(), precompress()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome107', 'firefox104', 'safari16'],
    // No inlined files: the policy allows images and workers from this server only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1600,
  },
  server: { port: 5173, proxy: { '/api': process.env['YINQIAO_API'] ?? 'http://127.0.0.1:8080' } },
})
