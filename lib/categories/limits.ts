export const CATEGORY_NAME_MAX = 60
/** Own categories and groups of a household. */
export const OWN_CATEGORIES_MAX = 300
