import { z } from 'zod'
import type { Context } from '../context'
import { invalidInstitution } from '../errors'
import { healthOf } from '../institution-health'
import { setInstitutionHealth } from '../item-states'
import { parseRequest } from '../validation'
import { type Institution, institutionHealths } from '../world/institution'
import { findInstitution, institutions } from '../world/institutions'
import type { ControlRoute } from './route'

const statusRequest = z.strictObject({ status: z.enum(institutionHealths) })

const show = async (context: Context, institution: Institution) => ({
  institution_id: institution.id,
  name: institution.name,
  status: await healthOf(context, institution),
  oauth: institution.oauth,
  country_codes: institution.countryCodes,
  products: institution.products,
})

async function setStatus(context: Context, institutionId: string, body: unknown) {
  const { status } = parseRequest(statusRequest, body)
  const institution = findInstitution(institutionId)
  if (institution === null) throw invalidInstitution()
  await setInstitutionHealth(context, institution, status)
  return show(context, institution)
}

/** The institutions: a list, and how each is doing. */
export const institutionControl: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: /^\/institutions$/,
    answer: async (context) => ({
      institutions: await Promise.all(institutions.map((institution) => show(context, institution))),
    }),
  },
  {
    method: 'POST',
    path: /^\/institutions\/([a-z0-9_]+)\/status$/,
    answer: (context, [id = ''], body) => setStatus(context, id, body),
  },
]
