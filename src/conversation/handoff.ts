/** What the person hears when a person is asked for, and of what happens with their case. */
import type { CaseNews, RequestedBy } from '../domain/handoff.ts'
import { choice, text, type TextRef } from '../domain/text.ts'
import { HUMAN, MENU, subjectChoices } from './choices.ts'
import { askAgainInFlow, dropFlow, suspend, offerToGoOn } from './flow-talk.ts'
import type { Talk } from './talk.ts'

/** Who helps in person where no team reads along: never a promise, only the real contact. */
function contactParts(talk: Talk): TextRef[] {
  const { knowledge } = talk.core
  const { municipality } = talk.state.profile
  const contact = knowledge.contact(municipality)
  const hours = contact.hours ? [text('handoff.contactHours', { hours: { hours: contact.hours } })] : []
  if (contact.phone !== undefined) return [text('handoff.contactPhone', { name: contact.name, phone: contact.phone }), ...hours]
  if (contact.site !== undefined) return [text('handoff.contactSite', { name: contact.name, site: contact.site }), ...hours]
  return [text('handoff.contact', { name: contact.name }), ...hours]
}

const team = (talk: Talk): string => talk.core.knowledge.pack(talk.state.profile.municipality).name
const isStaffed = (talk: Talk): boolean => talk.core.knowledge.pack(talk.state.profile.municipality).staffed

const stopWaiting = choice('stopWaiting', 'button.stopWaiting')

/** Somebody asked for a person: opens a case where a team reads along, else says who can be reached. */
export function askPerson(talk: Talk, request: { by: RequestedBy; reason: string }): void {
  if (!isStaffed(talk)) return talk.say(contactParts(talk), [MENU])
  if (talk.openCase === 'requested') return talk.say([text('handoff.already', { team: team(talk) })], [stopWaiting, MENU])
  talk.case({ kind: 'request', ...request, urgent: false })
  const { hours } = talk.core.knowledge.pack(talk.state.profile.municipality)
  const open = hours.length > 0 ? [text('handoff.open', { hours: { hours } })] : []
  talk.say([text('handoff.arrived', { team: team(talk) }), ...open, 'handoff.expect', 'handoff.howToStop'], [stopWaiting, MENU])
}

/** The person no longer wants to wait. */
export function stopWaitingForPerson(talk: Talk): void {
  const waits = talk.openCase === 'requested'
  if (waits) talk.case({ kind: 'withdraw' })
  // "Never mind" of somebody who waits for nobody is about what runs now.
  else if (talk.state.running) return dropFlow(talk)
  if (!askAgainInFlow(talk, ['handoff.withdrawn'])) talk.say(['handoff.withdrawn'], subjectChoices(talk.core))
}

/** In danger a team is told by rule, and the person hears it; where no team reads along, nothing is promised. */
export function alertTeam(talk: Talk, kind: string): TextRef[] {
  if (!isStaffed(talk)) return []
  talk.case({ kind: 'request', by: 'danger', reason: kind, urgent: true })
  return [text('danger.told', { team: team(talk) })]
}

/** News of a case: who has it now, or that the assistant is back. */
export function tellNews(talk: Talk, news: CaseNews): void {
  switch (news.news) {
    case 'claimed':
      return talk.say([text('handoff.claimed', { name: news.name, team: team(talk) })])
    case 'returned':
      suspend(talk)
      if (news.goOn && talk.state.suspended.length > 0) {
        talk.say(['handoff.returned'])
        offerToGoOn(talk)
        return
      }
      return talk.say(['handoff.returned', 'menu.question'], subjectChoices(talk.core))
    case 'closed':
      suspend(talk)
      talk.say(['handoff.closed'], subjectChoices(talk.core))
      return
    case 'expired':
      talk.say(['handoff.expired', ...contactParts(talk)], [HUMAN, MENU])
      askAgainInFlow(talk)
      return
  }
}
