import { Field } from '@/components/ui/field'
import { Switch } from '@/components/ui/switch'

export interface ListingWords {
  group: string
  groupHint: string
  hidden: string
  hiddenHint: string
}

interface ListingFieldsProps {
  groupName: string
  hidden: boolean
  nameMaximum: number
  words: ListingWords
}

/** Under what an account is listed, and whether it counts: `groupName` and `hidden` of the form around them. */
export function ListingFields({ groupName, hidden, nameMaximum, words }: ListingFieldsProps) {
  return (
    <>
      <Field
        label={words.group}
        hint={words.groupHint}
        name="groupName"
        autoComplete="off"
        maxLength={nameMaximum}
        defaultValue={groupName}
      />
      <Switch label={words.hidden} hint={words.hiddenHint} name="hidden" defaultChecked={hidden} />
    </>
  )
}
