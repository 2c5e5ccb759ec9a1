import { describe, expect, test } from 'vitest'
import { LANGUAGES, type Language } from '../../src/domain/codes.ts'
import { FORBIDDEN } from '../../src/knowledge/check/forbidden.ts'
import { readability } from '../../src/knowledge/check/readability.ts'
import { syllablesOf } from '../../src/knowledge/check/syllables.ts'
import { after, write } from './check-made-up.ts'

const short = (text: string): string[] =>
  after(write('nl', 'letter.when.short', `${text} Vraag het na {{f.weeks}} weken aan de gemeente.`)).filter(
    (line) => !line.includes('the Dutch text'),
  )

describe('lengths', () => {
  const long = (words: number): string => 'Dit is een zin. '.repeat(words).trim()

  test('a title', () => {
    expect(after(write('en', 'menu.title', 'What may I ask of you today?'))).toEqual([
      'fault menu.title: 28 characters, "title" has at most 24',
    ])
  })
  test('a button', () => {
    expect(after(write('en', 'button.no', 'No, I do not want this'))).toEqual([
      'fault button.no: 22 characters, a button has at most 20',
    ])
  })
  test('a short part, with its figures filled in; the invisible marks of a value do not count', () => {
    const own = `${'x'.repeat(277)} gemeente {{c.duo.phone}}`
    const found = (tail: string): string[] =>
      after((made) => {
        write('nl', 'letter.when.more', 'U kunt het vragen.')(made)
        write('en', 'letter.when.more', 'You can ask.')(made)
        write('ar', 'letter.when.more', 'يمكنكم السؤال.')(made)
        for (const code of ['nl', 'en', 'ar'] as const) write(code, 'letter.when.short', own + tail)(made)
      }).filter((line) => line.includes('characters'))
    expect(found('')).toEqual([])
    expect(found('x')).toEqual([
      'fault letter.when.short: 301 characters, "short" has at most 300',
      'fault letter.when.short: 301 characters, "short" has at most 300',
    ])
  })
  test('the second part', () => {
    expect(after(write('nl', 'menu.more', long(57))).join()).toContain('911 characters, "more" has at most 900')
  })
  test('the municipality with the longest name counts', () => {
    const found = after((made) => {
      for (const code of ['nl', 'en', 'ar'] as const) write(code, 'menu.title', '{{c.duo.name}}')(made)
      made.packs.town.contacts = { duo: { ...made.packs.national.contacts.duo!, name: 'Dienst Uitvoering Onderwijs' } }
    })
    expect(found).toHaveLength(3)
  })
  test('a short part with its source line in one message with buttons', () => {
    const found = after((made) => (made.packs.national.sources.duo!.title = `Overzicht ${'van alles '.repeat(90)}`))
    expect(found.every((line) => line.includes('a text with buttons (with its source line)'))).toBe(true)
    expect(found.length).toBeGreaterThan(0)
  })
  test('any text', () => {
    expect(after(write('nl', 'answer.source', `${long(300)} {{title}} {{date}}`)).join()).toContain('any text has at most 4000')
  })
})

describe('reading level', () => {
  const law =
    'Op grond van artikel zeven stelt het college van burgemeester en wethouders na de inschrijving in de basisregistratie personen ' +
    'het persoonlijk plan vast, waarin de leerroute, de intensiteit van de begeleiding en de te volgen activiteiten zijn opgenomen.'
  const official =
    'Indien u niet tijdig voldoet aan uw verplichtingen, kan een bestuurlijke sanctie worden opgelegd. ' +
    'Voor aanvullende informatie kunt u contact opnemen met onze klantenservice.'

  test('syllables', () => {
    const dutch = { inburgering: 4, geïnteresseerd: 5, beëindigen: 4, radio: 3, nieuw: 1, mooie: 2, ideeën: 3, u: 1, één: 1 }
    const english = { integration: 4, table: 2, make: 1, needed: 2, asked: 1, pages: 2, area: 3, municipality: 6, whole: 1 }
    expect(Object.keys(dutch).map((word) => syllablesOf(word, 'nl'))).toEqual(Object.values(dutch))
    expect(Object.keys(english).map((word) => syllablesOf(word, 'en'))).toEqual(Object.values(english))
  })
  test('a sentence that is too long', () => {
    expect(short(law).join()).toMatch(/a sentence of \d\d words \(at most 25\)/)
  })
  test('official language', () => {
    expect(short(official).join()).toMatch(/fault letter.when.short: reading ease \d\d: use shorter words/)
  })
  test('easy language passes, and is measured as easy', () => {
    const easy = 'De brief komt met de post. Bewaar de brief goed. Lees wat u moet doen. Bel als u het niet begrijpt.'
    expect(short(easy)).toEqual([])
    expect(readability(easy, 'nl', new Set()).ease).toBeGreaterThan(90)
    expect(readability(law, 'nl', new Set()).ease).toBeLessThan(30)
  })
  test('sentences that are long on average', () => {
    const two = 'U kunt de brief van de man aan de deur ook in de bus doen als hij er niet is. '
    expect(after(write('nl', 'menu.short', two.repeat(2).trim())).join()).toContain('sentences of 20.0 words on average')
  })
})

describe('Dutch terms', () => {
  test('an answer that shows none', () => {
    expect(after(write('en', 'letter.when.short', 'It comes within {{f.weeks}} weeks. If not, ask the town hall.'))).toEqual([
      'warning letter.when.short: no Dutch term, though the Dutch text names: gemeente',
    ])
  })
  test('a term that a language does not explain or translate', () => {
    expect(after((made) => delete made.glossary.gemeente!.explain.ar)).toEqual(['fault gemeente.explain: not explained in ar'])
    expect(after((made) => delete made.glossary.gemeente!.term.en)).toEqual(['fault gemeente.term: not translated into en'])
  })
})

describe('scripts', () => {
  const arabic = (text: string): string[] => after(write('ar', 'button.no', text))

  test('another script', () => {
    expect(arabic('لا nee')[0]).toContain('not in the script of ar: nee')
    expect(after(write('en', 'button.no', 'Nо'))[0]).toContain('not in the script of en: Nо')
  })
  test('names, terms between stars, quoted Dutch and placeholders may stay', () => {
    expect(arabic('لا DUO')).toEqual([])
    expect(arabic('لا *nee*')).toEqual([])
    expect(arabic('لا «nee»')).toEqual([])
    expect(after(write('ar', 'menu.short', 'اختاروا: Mijn Inburgering أو WhatsApp.'))).toEqual([])
  })
  test('letters of a neighbouring language', () => {
    expect(arabic('گفت')).toEqual(['fault button.no: the letter "گ" belongs to another language than ar'])
  })
})

describe('wording', () => {
  test('"as soon as possible" and blame, in every language', () => {
    const soon: Record<Language, string> = {
      nl: 'zo snel mogelijk',
      en: 'as soon as possible',
      ar: 'في أقرب وقت',
      fa: 'در اسرع وقت',
      prs: 'هرچه زودتر',
      ps: 'ژر تر ژره',
      ti: 'ብዝተኻእለ ቅልጡፍ',
      so: 'sida ugu dhakhsaha badan',
      tr: 'en kısa sürede',
      uk: 'якнайшвидше',
      es: 'lo antes posible',
      fr: 'dès que possible',
    }
    expect(LANGUAGES.filter((code) => !FORBIDDEN[code].some(({ words }) => words.test(`x ${soon[code]}.`)))).toEqual([])
    expect(after(write('en', 'menu.short', 'Choose as soon as possible.'))).toEqual([
      'fault menu.short: "as soon as possible" says no day: name the date or the term',
    ])
    expect(short('Dat is uw eigen schuld.')).toEqual(['fault letter.when.short: "eigen schuld" blames the person'])
  })
  test('the person is addressed with "u"', () => {
    expect(short('Heb je een brief?')).toEqual(['fault letter.when.short: "je" the person is addressed with "u"'])
  })
  test.each([
    ['Kies 🙂.', 'an emoji'],
    ['Kies **dit**.', 'markup'],
    ['• Kies dit.', 'markup'],
    ['Kies [dit](dat).', 'markup'],
    ['Kies *dit.', 'a * without its partner'],
    ['Kies  dit.', 'spaces too many'],
    ['Kies dit. ', 'spaces too many'],
  ])('%s', (text, what) => {
    const found = after(write('nl', 'menu.short', text))
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(what)
  })
})
