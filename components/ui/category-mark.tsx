import {
  ArrowDownLeft,
  ArrowUpRight,
  Baby,
  Banknote,
  Bike,
  BookOpen,
  Briefcase,
  Bus,
  Car,
  Cat,
  Coffee,
  Dumbbell,
  Flame,
  Gamepad2,
  Gift,
  GraduationCap,
  Hammer,
  HandCoins,
  HeartPulse,
  House,
  Landmark,
  type LucideIcon,
  Music,
  Phone,
  PiggyBank,
  Plane,
  Receipt,
  Shield,
  Shirt,
  ShoppingBag,
  ShoppingCart,
  Sparkles,
  Sprout,
  Tag,
  Ticket,
  Tv,
  Umbrella,
  Utensils,
  Wallet,
  Wine,
  Zap,
} from 'lucide-react'
import { type ColourName, categoryColour, categoryIcon, colourOf, type IconName } from '@/lib/finance/colours'
import { cx } from './cx'

const ICONS: Record<IconName, LucideIcon> = {
  wallet: Wallet,
  utensils: Utensils,
  'shopping-bag': ShoppingBag,
  house: House,
  hammer: Hammer,
  bus: Bus,
  plane: Plane,
  ticket: Ticket,
  sparkles: Sparkles,
  'heart-pulse': HeartPulse,
  briefcase: Briefcase,
  landmark: Landmark,
  receipt: Receipt,
  'arrow-down-left': ArrowDownLeft,
  'arrow-up-right': ArrowUpRight,
  'hand-coins': HandCoins,
  banknote: Banknote,
  tag: Tag,
  baby: Baby,
  bike: Bike,
  'book-open': BookOpen,
  car: Car,
  cat: Cat,
  coffee: Coffee,
  dumbbell: Dumbbell,
  flame: Flame,
  'gamepad-2': Gamepad2,
  gift: Gift,
  'graduation-cap': GraduationCap,
  music: Music,
  'piggy-bank': PiggyBank,
  phone: Phone,
  shield: Shield,
  shirt: Shirt,
  'shopping-cart': ShoppingCart,
  sprout: Sprout,
  tv: Tv,
  umbrella: Umbrella,
  wine: Wine,
  zap: Zap,
}

interface CategoryMarkProps {
  /** Plaid's code, primary or detailed. */
  code?: string | null
  /** Chosen by the person: goes before the code's. */
  colour?: ColourName | null
  icon?: IconName | null
  size?: 'tile' | 'dot'
  className?: string
}

/** The mark of a category before its name: a tile with its icon, or a dot in its colour. An ornament: the name says it. */
export function CategoryMark({ code, colour, icon, size = 'tile', className }: CategoryMarkProps) {
  const paint = colourOf(colour ?? categoryColour(code))
  if (size === 'dot')
    return (
      <span
        aria-hidden="true"
        className={cx('inline-block size-2.5 shrink-0 rounded-[3px]', className)}
        style={{ background: paint }}
      />
    )
  const Icon = ICONS[icon ?? categoryIcon(code)]
  return (
    <span
      aria-hidden="true"
      className={cx('grid size-7 shrink-0 place-items-center rounded-control', className)}
      style={{ color: paint, background: `color-mix(in oklab, ${paint} 13%, var(--color-card))` }}
    >
      <Icon size={15} strokeWidth={1.75} />
    </span>
  )
}
