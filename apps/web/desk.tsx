import { AnnouncerProvider, issueSentence, LanguageProvider, layTokens, PickersProvider, theme, useLanguage } from '@yinqiao/kernel/web'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, StrictMode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import './shell/shell.css'
import { pickers } from './pickers.ts'
import { RoomNames } from './RoomNames.tsx'
import { Entrance } from './shell/Entrance.tsx'
import { SessionGate } from './shell/session.tsx'
import { router } from './shell/router.tsx'

layTokens(document.documentElement)

// A refusal is final and commands are never repeated by themselves; only a lost connection of a query is worth another try.
const client = new QueryClient({
  defaultOptions: {
    // `always`: a browser that thinks itself off line would keep questions and acts to itself without a word, and send the acts later
    queries: { staleTime: 10_000, networkMode: 'always', retry: (count, problem) => problem.name === 'NetworkError' && count < 2 },
    mutations: { retry: false, networkMode: 'always' },
  },
})

// The page's nonce (see index.html); browsers hide the attribute, the property stays readable.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

/** Ant Design and zod in the language of the screen. */
function Locale({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage()
  useEffect(() => {
    config({ localeError: (issue) => issueSentence(issue, language) })
  }, [language])
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      theme={theme}
      csp={{ nonce }}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  )
}

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <LanguageProvider>
        <Locale>
          <AnnouncerProvider>
            <SessionGate signIn={<Entrance />}>
              <PickersProvider pickers={pickers}>
                <RoomNames>
                  <RouterProvider router={router} />
                </RoomNames>
              </PickersProvider>
            </SessionGate>
          </AnnouncerProvider>
        </Locale>
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
)
