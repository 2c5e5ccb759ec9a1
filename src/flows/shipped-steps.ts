/**
 * Every step name that was ever shipped, per flow. People may still stand in an old one: a name never leaves this list.
 * A new step is added here; a removed one stays and gets its successor in the flow.
 */
export const SHIPPED_STEPS: Readonly<Record<string, readonly string[]>> = {
  'about-you': ['municipality', 'keepMunicipality', 'audience', 'keepAudience', 'law', 'keepLaw', 'done'],
  objection: ['intro', 'isDecision', 'notDecision', 'date', 'deadline', 'estimate', 'howTo', 'passed'],
}
