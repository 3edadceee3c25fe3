import { GetSession } from '@yinqiao/access/contract'
import {
  AnnouncerProvider,
  call,
  LanguageProvider,
  layTokens,
  signedOut,
  useLanguage,
  type Viewer,
  ViewerProvider,
} from '@yinqiao/kernel/web'
import { lightScreens } from '@yinqiao/watch/web'
import { createRoot } from 'react-dom/client'
import './light.css'

/** The roof of a light page: the way to the desk, and the language. */
function Roof({ name }: { readonly name: string }) {
  const { language, setLanguage } = useLanguage()
  return (
    <header className="yq-light-roof">
      <strong>银桥</strong>
      <span>{name}</span>
      <a href="/">{language === 'zh' ? '工作台' : 'Desk'}</a>
      <button type="button" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
        {language === 'zh' ? 'English' : '中文'}
      </button>
    </header>
  )
}

function Synthetic() {
  const { language } = useLanguage()
  return (
    <p className="yq-synthetic">
      <strong>{language === 'zh' ? '合成数据' : 'Synthetic data'}</strong>
    </p>
  )
}

/** Shows the light page of this address to whom it is for; false when there is none, somebody must sign in first, or may not: then the desk says so. */
export async function startLight(path: string): Promise<boolean> {
  const place = document.getElementById('root')
  const screen = lightScreens.find((one) => one.path === path)
  if (!place || !screen) return false
  let answer: Awaited<ReturnType<typeof askSession>>
  try {
    answer = await askSession()
  } catch {
    return false
  }
  const { session, district } = answer
  if (!session || session.mustChangePassword || !session.permissions.includes(screen.permission)) return false
  layTokens(document.documentElement)
  const View = await screen.load()
  // nothing of a person stays on the screen of who is signed out; the desk then asks who is there
  signedOut.addEventListener('signed-out', () => location.reload())
  const viewer: Viewer = {
    accountId: session.accountId,
    name: session.name,
    role: session.role,
    permissions: new Set(session.permissions),
    synthetic: district.synthetic,
  }
  createRoot(place).render(
    <LanguageProvider>
      <AnnouncerProvider>
        <ViewerProvider viewer={viewer}>
          <Roof name={session.name} />
          {district.synthetic ? <Synthetic /> : null}
          <main id="main">
            <View />
          </main>
        </ViewerProvider>
      </AnnouncerProvider>
    </LanguageProvider>,
  )
  return true
}

const askSession = () => call(GetSession, {})
