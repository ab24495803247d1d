import { cx } from './cx'

type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
type ButtonSize = 'small' | 'medium'

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'bg-ink text-card hover:bg-ink/85',
  secondary: 'border border-line bg-card text-ink hover:border-ink-3/50 hover:bg-chip',
  quiet: 'text-ink-2 hover:bg-chip hover:text-ink',
  danger: 'bg-alarm text-card hover:bg-alarm/88',
}

const SIZES: Record<ButtonSize, string> = {
  small: 'h-8 px-3 text-13',
  medium: 'h-9 px-4 text-14',
}

export interface ButtonLook {
  variant?: ButtonVariant
  size?: ButtonSize
  className?: string
}

/** The look of a button, for elements that cannot be `Button` (a Radix trigger, a plain anchor). */
export function buttonClass({ variant = 'primary', size = 'medium', className }: ButtonLook = {}): string {
  return cx(
    'inline-flex shrink-0 items-center justify-center gap-2 rounded-control font-semibold whitespace-nowrap',
    'transition-colors select-none active:translate-y-px pointer-coarse:min-h-11',
    'disabled:pointer-events-none disabled:opacity-60 aria-disabled:pointer-events-none aria-disabled:opacity-60',
    VARIANTS[variant],
    SIZES[size],
    className,
  )
}
