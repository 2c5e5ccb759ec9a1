/** What goes out: rendered, in one language, the same for every channel. */
export type OutboundBody = {
  text: string
  lang: string
  dir: 'ltr' | 'rtl'
  choices: { id: string; label: string }[]
}

/** What a turn wants to say. `news`: it tells of the hand-off itself and passes the gate while a person has the conversation. */
export type Utterance = { body: OutboundBody; news: boolean }

/** Who speaks to the newcomer. */
export type Author = 'bot' | 'person'
