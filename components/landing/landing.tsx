import { useLocale, useTranslations } from 'next-intl'
import { DemoLogin } from '../auth/demo-login'
import { examplePoints } from '../charts/example-points'
import { ButtonLink } from '../ui/button'
import { CurrenciesSpecimen, OwnMachineSpecimen, PendingSpecimen, ReconnectSpecimen } from './specimens'
import { WaterlineHero } from './waterline-hero'

interface LandingProps {
  /** Offered to everybody where the installation is a demo. */
  demoLogin: { email: string; password: string } | null
}

/** The front page: what this is, its picture, and the two ways in. */
export function Landing({ demoLogin }: LandingProps) {
  const t = useTranslations('landing')
  const charts = useTranslations('charts')
  const auth = useTranslations('auth')
  const locale = useLocale()
  const reasons = [
    { Specimen: ReconnectSpecimen, title: t('connectionsTitle'), body: t('connectionsBody') },
    { Specimen: PendingSpecimen, title: t('pendingTitle'), body: t('pendingBody') },
    { Specimen: CurrenciesSpecimen, title: t('currenciesTitle'), body: t('currenciesBody') },
    { Specimen: OwnMachineSpecimen, title: t('ownershipTitle'), body: t('ownershipBody') },
  ]

  return (
    <>
      <section className="mx-auto grid w-full max-w-page gap-x-16 gap-y-8 px-4 pt-6 sm:px-8 sm:pt-14 rail:grid-cols-[minmax(0,1fr)_20rem] rail:items-end">
        <div className="max-w-160">
          <h1 className="text-27 sm:text-40">{t('title')}</h1>
          <p className="mt-4 max-w-prose text-17 text-ink-2">{t('lead')}</p>
          <div className="mt-6 flex flex-wrap gap-2">
            <ButtonLink href="/sign-up">{t('createAccount')}</ButtonLink>
            <ButtonLink href="/sign-in" variant="secondary">
              {t('signIn')}
            </ButtonLink>
          </div>
        </div>
        {demoLogin ? (
          <DemoLogin
            login={demoLogin}
            words={{
              title: t('demoTitle'),
              body: t('demoBody'),
              email: auth('email'),
              password: auth('password'),
            }}
          />
        ) : null}
      </section>

      <WaterlineHero
        points={examplePoints(locale)}
        locale={locale}
        words={{
          picture: t('pictureLabel'),
          example: t('exampleLabel'),
          above: t('aboveLabel'),
          below: t('belowLabel'),
          steer: t('steerLabel'),
          waterline: charts('waterline'),
          own: charts('own'),
          owe: charts('owe'),
          net: charts('net'),
        }}
      />

      <section className="mx-auto grid w-full max-w-page gap-x-6 gap-y-10 px-4 py-12 sm:grid-cols-2 sm:px-8 sm:py-16 wide:grid-cols-4">
        {reasons.map(({ Specimen, title, body }) => (
          <div key={title}>
            <Specimen />
            <h2 className="mt-4 text-17">{title}</h2>
            <p className="mt-1 text-ink-2">{body}</p>
          </div>
        ))}
      </section>
      <footer className="mx-auto mt-auto w-full max-w-page px-4 pb-8 text-13 text-ink-2 sm:px-8">
        <p className="border-t border-line pt-4">{t('footer')}</p>
      </footer>
    </>
  )
}
